use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::settings::problem::Problem;
use crate::settings::table::Setting;
use crate::settings::{TABLE, file, service_link};

/// The variable that names the settings file.
pub(crate) const CONFIG_VARIABLE: &str = "ACCOUNTS_CONFIG";

/// What the names of variables start with.
const PREFIX: &str = "ACCOUNTS_";

/// Settings that had another name: before and now, as in the settings file. The old names stay errors. None was renamed so far.
const RENAMED: &[(&str, &str)] = &[];

/// From which likeness on a name is taken for a misspelt one.
const LIKE: f64 = 0.85;

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
pub(crate) struct Sources {
    given: BTreeMap<&'static str, Given>,
    /// Variables that no setting has, each with what to do about it.
    pub(crate) unknown_variables: Vec<String>,
}

impl Sources {
    /// Gathers flags, `ACCOUNTS_*` variables and the file that `--config` or [`CONFIG_VARIABLE`] names. Unknown names in the file are
    /// problems, because a misspelt setting that is passed over in silence is worse; unknown variables deserve a warning only, because an
    /// environment is often shared with a version that knows them. Variables with an empty value count as not set, and those of service
    /// links are not ours.
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
            let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else {
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
                match Misnamed::of(name.trim_start_matches(PREFIX), RENAMED) {
                    renamed @ Misnamed::Renamed(_) => {
                        problems.push(renamed.problem(
                            name,
                            Origin::Environment,
                            Setting::variable,
                        ));
                    }
                    unknown => unknown_variables.push(unknown.warning(name)),
                }
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
                None => {
                    let misnamed = Misnamed::of(&name, RENAMED);
                    problems.push(
                        misnamed.problem(&name, entry.origin, |setting| setting.name.to_owned()),
                    );
                }
            }
        }
        Self {
            given,
            unknown_variables,
        }
    }

    /// What was given for a setting.
    pub(crate) fn given(&self, setting: &Setting) -> Option<&Given> {
        self.given.get(setting.name)
    }
}

/// A name that no setting has.
#[derive(Clone, Copy, Debug)]
enum Misnamed {
    /// Some setting had it once; it has this name now.
    Renamed(&'static Setting),
    /// Nothing ever had it; the setting with the nearest name, where one is near.
    Unknown(Option<&'static Setting>),
}

impl Misnamed {
    /// Looks at a name as it stands in the settings file, or behind [`PREFIX`].
    fn of(name: &str, renamed: &[(&str, &str)]) -> Self {
        let name = name.to_ascii_lowercase();
        let known = |name: &str| TABLE.iter().find(|setting| setting.name == name);
        let now = renamed.iter().find(|(before, _)| *before == name);
        if let Some(setting) = now.and_then(|(_, now)| known(now)) {
            return Self::Renamed(setting);
        }
        let likeness =
            |setting: &'static Setting| (strsim::jaro_winkler(setting.name, &name), setting);
        let nearest = TABLE.iter().map(likeness);
        let nearest = nearest.max_by(|(left, _), (right, _)| left.total_cmp(right));
        let nearest = nearest.filter(|(likeness, _)| *likeness > LIKE);
        Self::Unknown(nearest.map(|(_, setting)| setting))
    }

    /// What to do about it.
    fn remedy(self, spelling: impl Fn(&Setting) -> String) -> String {
        match self {
            Self::Renamed(setting) => format!("write {}", spelling(setting)),
            Self::Unknown(Some(nearest)) => format!("did you mean {}?", spelling(nearest)),
            Self::Unknown(None) => {
                "remove it; `accounts-server --help` lists every setting".to_owned()
            }
        }
    }

    fn problem(self, name: &str, origin: Origin, spelling: impl Fn(&Setting) -> String) -> Problem {
        let what = match self {
            Self::Renamed(_) => "this setting has another name now",
            Self::Unknown(_) => "there is no such setting",
        };
        Problem {
            setting: name.to_owned(),
            origin: Some(origin),
            what: what.to_owned(),
            remedy: self.remedy(spelling),
        }
    }

    /// For a variable. Its name may hold anything.
    fn warning(self, variable: &str) -> String {
        let remedy = self.remedy(Setting::variable);
        let variable = variable.escape_debug();
        format!("{variable}: this version has no such setting, and ignores the variable: {remedy}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn misnamed_in_each_way() {
        let renamed = [("listen_on", "listen"), ("gone", "no_longer_there_either")];
        for (name, remedy) in [
            ("listen_on", "write ACCOUNTS_LISTEN"),
            ("LISTEN_ON", "write ACCOUNTS_LISTEN"),
            ("listn", "did you mean ACCOUNTS_LISTEN?"),
            ("KEY_SECRETS", "did you mean ACCOUNTS_KEY_SECRET?"),
            ("database", "did you mean ACCOUNTS_DATABASE_URL?"),
            ("gone", "remove it"),
            ("", "remove it"),
        ] {
            let told = Misnamed::of(name, &renamed).remedy(Setting::variable);
            assert!(told.starts_with(remedy), "{name}: {told}");
        }
        let problem = |renamed| {
            let problem = Misnamed::of("listen_on", renamed);
            problem
                .problem("listen_on", Origin::Environment, Setting::variable)
                .what
        };
        assert_eq!(problem(&renamed[..]), "this setting has another name now");
        assert_eq!(problem(&[]), "there is no such setting");
        let told = Misnamed::of("x", &[]).warning("ACCOUNTS_\u{1b}[31m\n");
        assert!(told.starts_with("ACCOUNTS_\\u{1b}[31m\\n: "), "{told}");
    }

    /// Another version may know it.
    #[test]
    fn unknown_variable_is_warned_of() {
        let environment = [
            ("ACCOUNTS_LISTENN", "canary"),
            ("ACCOUNTS_FUTURE", "canary"),
            ("ACCOUNTS_EMPTY", ""),
        ];
        let environment = environment.map(|(name, value)| (name.into(), value.into()));
        let (settings, _) = Settings::read(None, Vec::new(), environment).expect("fit settings");
        let warnings = settings.common_warnings();
        let [nearest, none, _secret] = &warnings[..] else {
            panic!("{warnings:?}");
        };
        assert!(nearest.starts_with("ACCOUNTS_LISTENN: "), "{nearest}");
        assert!(
            nearest.ends_with("did you mean ACCOUNTS_LISTEN?"),
            "{nearest}"
        );
        assert!(none.starts_with("ACCOUNTS_FUTURE: "), "{none}");
        assert!(none.contains("remove it"), "{none}");
        assert!(!warnings.concat().contains("canary"), "{warnings:?}");
    }
}
