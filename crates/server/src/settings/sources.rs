use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::settings::definitions::TABLE;
use crate::settings::file;
use crate::settings::problem::{CONFIG_VARIABLE, Given, Origin, Problem};
use crate::settings::retired::retired;
use crate::settings::table::Setting;

/// What the names of variables start with.
const PREFIX: &str = "ACCOUNTS_";

/// From this similarity on a name is taken for a misspelt one.
const MIN_SIMILARITY: f64 = 0.85;

/// All that was given, by the name of the setting.
pub(crate) struct Sources {
    pub(crate) given: BTreeMap<&'static str, Given>,
    /// Variables that no setting has, each with what to do about it.
    pub(crate) unknown_variables: Vec<String>,
}

impl Sources {
    /// Gathers flags, `ACCOUNTS_*` variables and the file that `--config` or [`CONFIG_VARIABLE`] names. Unknown names in the file are
    /// problems, because ignoring a misspelt setting in silence is worse; unknown variables are only worth a warning, because an
    /// environment is often shared with a version that knows them. Variables with an empty value count as not set, and those of
    /// service links are not ours.
    pub(crate) fn gather(
        config: Option<PathBuf>,
        flags: Vec<(&'static Setting, String)>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let (mut given, mut unknown_variables) = (BTreeMap::new(), Vec::new());
        for (setting, text) in flags {
            let origin = Origin::Flag(setting.flag());
            given.insert(setting.name, Given { text, origin });
        }
        let mut config = config;
        for (name, value) in environment {
            let name = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
            let Some(name) = name.filter(|_| !value.is_empty()) else {
                continue;
            };
            let variable = format!("{PREFIX}{name}");
            if variable == CONFIG_VARIABLE {
                config.get_or_insert(value.into());
                continue;
            }
            let origin = Origin::Environment;
            let mut problem = |what: &str, remedy: &str| {
                problems.push(Problem {
                    origin: Some(Origin::Environment),
                    ..Problem::of(&variable, what, remedy)
                });
            };
            match (Name::of(name), value.to_str()) {
                (Name::Known(setting), Some(text)) => {
                    let text = text.to_owned();
                    given.entry(setting.name).or_insert(Given { text, origin });
                }
                (Name::Known(_), None) => problem("the value is not UTF-8", "write it in UTF-8"),
                (Name::Retired(remedy), _) => problem(RETIRED_SETTING, remedy),
                (Name::Unknown(_), _) if is_service_link(name, &value) => {}
                (Name::Unknown(nearest), _) => unknown_variables.push(format!(
                    "{}: this version has no such setting, and ignores the variable: {}",
                    // It may contain anything.
                    variable.escape_debug(),
                    did_you_mean(nearest.map(Setting::variable))
                )),
            }
        }
        for (name, entry) in config.map_or_else(Vec::new, |path| file::read(path, problems)) {
            let (what, remedy) = match Name::of(&name) {
                Name::Known(setting) if setting.name == name => {
                    given.entry(setting.name).or_insert(entry);
                    continue;
                }
                Name::Retired(remedy) => (RETIRED_SETTING, remedy.to_owned()),
                Name::Known(nearest) => {
                    ("there is no such setting", did_you_mean(Some(nearest.name)))
                }
                Name::Unknown(nearest) => {
                    let nearest = nearest.map(|nearest| nearest.name);
                    ("there is no such setting", did_you_mean(nearest))
                }
            };
            problems.push(Problem {
                origin: Some(entry.origin),
                ..Problem::of(&name, what, remedy)
            });
        }
        Self {
            given,
            unknown_variables,
        }
    }
}

const RETIRED_SETTING: &str = "this setting no longer exists";

/// What a name, without its prefix, stands for.
#[derive(Clone, Copy, Debug)]
enum Name {
    Known(&'static Setting),
    /// With what to do instead.
    Retired(&'static str),
    /// With the setting of the nearest name, where one is near.
    Unknown(Option<&'static Setting>),
}

impl Name {
    fn of(text: &str) -> Self {
        let name = text.to_ascii_lowercase();
        if let Some(setting) = TABLE.iter().find(|setting| setting.name == name) {
            return Self::Known(setting);
        }
        if let Some((_, remedy)) = retired().find(|(retired, _)| *retired == name) {
            return Self::Retired(remedy);
        }
        let similarity =
            |setting: &'static Setting| (strsim::jaro_winkler(setting.name, &name), setting);
        let nearest = TABLE.iter().map(similarity);
        let nearest = nearest.max_by(|(left, _), (right, _)| left.total_cmp(right));
        let nearest = nearest.filter(|(similarity, _)| *similarity > MIN_SIMILARITY);
        Self::Unknown(nearest.map(|(_, setting)| setting))
    }
}

fn did_you_mean(nearest: Option<impl std::fmt::Display>) -> String {
    match nearest {
        Some(nearest) => format!("did you mean {nearest}?"),
        None => "remove it; `accounts-server --help` lists every setting".to_owned(),
    }
}

/// Whether Kubernetes or Docker set a variable in every container beside a service called `accounts` or `accounts-...`:
/// <https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables>
fn is_service_link(name: &str, value: &OsStr) -> bool {
    let part = |part: &str| name.starts_with(part) || name.contains(&format!("_{part}"));
    let is_url = || value.to_string_lossy().contains("://");
    part("SERVICE_HOST")
        || part("SERVICE_PORT")
        || part("PORT_")
            && ["_TCP", "_UDP", "_SCTP"]
                .iter()
                .any(|protocol| name.contains(protocol))
        || (name == "PORT" || name.ends_with("_PORT")) && is_url()
}
