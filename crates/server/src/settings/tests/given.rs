use std::ffi::OsString;
use std::io::Write as _;

use crate::settings::{Effective, Settings, SettingsError, TABLE};

pub(super) const SECRET: &str = "canary-canary-canary-canary-canary";

/// What the three sources hold in a test.
#[derive(Default)]
pub(super) struct Given<'a> {
    pub(super) flags: &'a [(&'a str, &'a str)],
    pub(super) environment: &'a [(&'a str, &'a str)],
    pub(super) file: Option<&'a str>,
}

impl Given<'_> {
    pub(super) fn read(&self) -> Result<(Settings, Vec<Effective>), SettingsError> {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(self.file.unwrap_or_default().as_bytes())
            .expect("a written file");
        let setting = |name| {
            TABLE
                .iter()
                .find(|setting| setting.name == name)
                .expect("a known setting")
        };
        let flags = self
            .flags
            .iter()
            .map(|(name, text)| (setting(*name), (*text).to_owned()));
        let environment = self
            .environment
            .iter()
            .map(|(name, text)| (OsString::from(name), OsString::from(text)));
        let config = self.file.map(|_| file.path().to_owned());
        Settings::read(config, flags.collect(), environment)
    }

    pub(super) fn problems(&self) -> String {
        self.read().expect_err("problems").to_string()
    }
}
