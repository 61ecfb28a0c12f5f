use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::settings::problem::Problem;
use crate::settings::table::Setting;
use crate::settings::{TABLE, file, service_link};

/// The variable that names the settings file.
pub(crate) const CONFIG_VARIABLE: &str = "ACCOUNTS_CONFIG";

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// On the command line.
    Flag(String),
    /// In the environment.
    Environment,
    /// In the settings file, at this line.
    File(PathBuf, usize),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "flag --{flag}"),
            Self::Environment => f.write_str("environment"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
        }
    }
}

/// A text that was given for a setting. May be a secret: not for printing.
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// All that was given, by the name of the setting: a flag goes before the environment, that before the file.
pub(crate) struct Sources(BTreeMap<&'static str, Given>);

impl Sources {
    /// Gathers flags, `ACCOUNTS_*` variables and the file that `--config` or [`CONFIG_VARIABLE`] names. Unknown names are problems,
    /// because a misspelt setting that is passed over in silence is worse. Variables with an empty value count as not set, and those of
    /// service links are not ours.
    pub(crate) fn gather(
        config: Option<PathBuf>,
        flags: Vec<(&'static Setting, String)>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut given = BTreeMap::new();
        for (setting, text) in flags {
            let origin = Origin::Flag(setting.flag());
            given.insert(setting.name, Given { text, origin });
        }
        let mut config = config;
        for (name, value) in environment {
            let Some(name) = name.to_str().filter(|name| name.starts_with("ACCOUNTS_")) else {
                continue;
            };
            if value.is_empty() || service_link::is_one(name, &value) {
                continue;
            }
            if name == CONFIG_VARIABLE {
                config.get_or_insert(value.into());
                continue;
            }
            let Some(setting) = TABLE.iter().find(|setting| setting.variable() == name) else {
                problems.push(unknown(name, Origin::Environment, Setting::variable));
                continue;
            };
            match value.into_string() {
                Ok(text) => {
                    given.entry(setting.name).or_insert(Given {
                        text,
                        origin: Origin::Environment,
                    });
                }
                Err(_) => problems.push(Problem {
                    setting: setting.variable(),
                    origin: Some(Origin::Environment),
                    what: "the value is not UTF-8".to_owned(),
                    remedy: "write it in UTF-8".to_owned(),
                }),
            }
        }
        for (name, entry) in config.map_or_else(Vec::new, |path| file::read(path, problems)) {
            match TABLE.iter().find(|setting| setting.name == name) {
                Some(setting) => {
                    given.entry(setting.name).or_insert(entry);
                }
                None => problems.push(unknown(&name, entry.origin, |setting| {
                    setting.name.to_owned()
                })),
            }
        }
        Self(given)
    }

    /// What was given for a setting.
    pub(crate) fn given(&self, setting: &Setting) -> Option<&Given> {
        self.0.get(setting.name)
    }
}

/// A name that no setting has, with the nearest one that exists.
fn unknown(name: &str, origin: Origin, spelling: impl Fn(&Setting) -> String) -> Problem {
    let nearest = TABLE
        .iter()
        .map(&spelling)
        .map(|known| (strsim::jaro_winkler(&known, name), known))
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .filter(|(likeness, _)| *likeness > 0.9);
    Problem {
        setting: name.to_owned(),
        origin: Some(origin),
        what: "there is no such setting".to_owned(),
        remedy: match nearest {
            Some((_, known)) => format!("did you mean {known}?"),
            None => "remove it; `accounts-server --help` lists every setting".to_owned(),
        },
    }
}
