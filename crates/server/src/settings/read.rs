use std::ffi::OsString;
use std::path::PathBuf;

use crate::settings::cross_checks::cross_checks;
use crate::settings::definitions::Settings;
use crate::settings::problem::SettingsError;
use crate::settings::short_secrets::short_secrets;
use crate::settings::sources::Sources;
use crate::settings::table::{Effective, Setting};

impl Settings {
    /// Reads and checks all settings: a flag wins over the environment, that over the file, that over the default.
    ///
    /// # Errors
    /// [`SettingsError`] holds everything that is wrong, not only the first.
    pub(crate) fn read(
        config: Option<PathBuf>,
        flags: Vec<(&'static Setting, String)>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<(Self, Vec<Effective>), SettingsError> {
        let mut problems = Vec::new();
        let Sources { given, warnings } =
            Sources::gather(config, flags, environment, &mut problems);
        let (settings, effective) = Self::read_all(&given, warnings, &mut problems);
        problems.extend(short_secrets(&settings, &given));
        let invalid: Vec<_> = problems.iter().map(|known| known.setting.clone()).collect();
        // A setting that is invalid by itself needs no second message, and what seems to follow from it would mislead.
        problems.extend(cross_checks(&settings).into_iter().filter(|problem| {
            let is_known =
                |setting: &String| *setting == problem.setting || problem.mentions(setting);
            !invalid.iter().any(is_known)
        }));
        if problems.is_empty() {
            Ok((settings, effective))
        } else {
            let warnings = settings.source_warnings;
            Err(SettingsError { problems, warnings })
        }
    }
}
