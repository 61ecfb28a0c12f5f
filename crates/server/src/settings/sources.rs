use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::settings::definitions::TABLE;
use crate::settings::file;
use crate::settings::problem::{CONFIG_VARIABLE, Given, Origin, Problem};
use crate::settings::retired::retired;
use crate::settings::secret_file::SecretFile;
use crate::settings::table::Setting;

/// What the names of variables start with.
const PREFIX: &str = "ACCOUNTS_";

/// From this similarity on a name is taken for a misspelt one.
const MIN_SIMILARITY: f64 = 0.85;

/// All that was given, by the name of the setting.
#[derive(Default)]
pub(crate) struct Sources {
    pub(crate) given: BTreeMap<&'static str, Given>,
    /// What is worth a warning: variables that no setting has, files that others can read.
    pub(crate) warnings: Vec<String>,
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
        let mut sources = Self::default();
        for (setting, text) in flags {
            let origin = Origin::Flag(setting.flag());
            sources.given.insert(setting.name, Given { text, origin });
        }
        let mut config = config;
        let mut layer = Layer::default();
        for (name, value) in environment {
            let name = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
            let Some(name) = name.filter(|_| !value.is_empty()) else {
                continue;
            };
            if format!("{PREFIX}{name}") == CONFIG_VARIABLE {
                config.get_or_insert(value.into());
            } else if let Some(warning) = layer.add_variable(name, value, problems) {
                sources.warnings.push(warning);
            }
        }
        sources.add(layer, problems);
        let mut layer = Layer::default();
        for (name, entry) in config.map_or_else(Vec::new, |path| file::read(path, problems)) {
            layer.add_entry(&name, entry, problems);
        }
        sources.add(layer, problems);
        sources
    }

    /// Adds what was not given before, and reads the files that are named in place of values.
    fn add(&mut self, layer: Layer, problems: &mut Vec<Problem>) {
        let Layer { values, files } = layer;
        for (setting, named) in files {
            let variable = setting.variable();
            let mut problem = |origin, what: String, remedy: String| {
                problems.push(Problem {
                    origin: Some(origin),
                    ..Problem::of(&variable, what, remedy)
                });
            };
            if values.contains_key(setting.name) {
                let what = format!("{variable} and {variable}_FILE are both set");
                problem(named.origin, what, "set only one of them".to_owned());
                continue;
            }
            if self.given.contains_key(setting.name) {
                continue;
            }
            let path = PathBuf::from(named.path);
            let read = SecretFile::read(&path);
            let origin = Origin::SecretFile(path);
            match read {
                Ok(SecretFile { text, warning }) => {
                    let named = |warning| format!("{variable}_FILE: {warning}");
                    self.warnings.extend(warning.map(named));
                    self.given.insert(setting.name, Given { text, origin });
                }
                Err(what) => {
                    let remedy = format!(
                        "name a file with {variable}_FILE that holds the value and nothing else"
                    );
                    problem(origin, what, remedy);
                }
            }
        }
        for (name, value) in values {
            self.given.entry(name).or_insert(value);
        }
    }
}

/// What was given in one place.
#[derive(Default)]
struct Layer {
    values: BTreeMap<&'static str, Given>,
    /// Files that hold values.
    files: Vec<(&'static Setting, NamedFile)>,
}

struct NamedFile {
    path: OsString,
    origin: Origin,
}

impl Layer {
    /// Takes a variable, by its name without the prefix. The answer is what is worth a warning about it.
    fn add_variable(
        &mut self,
        name: &str,
        value: OsString,
        problems: &mut Vec<Problem>,
    ) -> Option<String> {
        let variable = format!("{PREFIX}{name}");
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
                self.values.insert(setting.name, Given { text, origin });
            }
            (Name::Known(_), None) => problem("the value is not UTF-8", "write it in UTF-8"),
            (Name::FileOf(setting), _) => {
                let path = value;
                self.files.push((setting, NamedFile { path, origin }));
            }
            (Name::Retired(remedy), _) => problem(RETIRED_SETTING, remedy),
            (Name::Unknown(_), _) if is_service_link(name, &value) => {}
            (Name::Unknown(nearest), _) => {
                return Some(format!(
                    "{}: this version has no such setting, and ignores the variable: {}",
                    // It may contain anything.
                    variable.escape_debug(),
                    did_you_mean(nearest.map(Setting::variable))
                ));
            }
        }
        None
    }

    /// Takes an entry of the settings file.
    fn add_entry(&mut self, name: &str, entry: Given, problems: &mut Vec<Problem>) {
        let (what, remedy) = match Name::of(name) {
            Name::Known(setting) if setting.name == name => {
                self.values.insert(setting.name, entry);
                return;
            }
            Name::FileOf(setting) if !entry.text.is_empty() && setting.file_name() == name => {
                let (path, origin) = (entry.text.into(), entry.origin);
                self.files.push((setting, NamedFile { path, origin }));
                return;
            }
            Name::Retired(remedy) => (RETIRED_SETTING, remedy.to_owned()),
            Name::FileOf(nearest) => (
                "there is no such setting, or it names no file",
                did_you_mean(Some(nearest.file_name())),
            ),
            Name::Known(nearest) => ("there is no such setting", did_you_mean(Some(nearest.name))),
            Name::Unknown(nearest) => {
                let nearest = nearest.map(|nearest| nearest.name);
                ("there is no such setting", did_you_mean(nearest))
            }
        };
        problems.push(Problem {
            origin: Some(entry.origin),
            ..Problem::of(name, what, remedy)
        });
    }
}

const RETIRED_SETTING: &str = "this setting no longer exists";

/// What a name, without its prefix, stands for.
#[derive(Clone, Copy, Debug)]
enum Name {
    Known(&'static Setting),
    /// The file that holds its value.
    FileOf(&'static Setting),
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
        let mut with_files = TABLE.iter().filter(|setting| setting.from_file);
        if let Some(setting) = with_files.find(|setting| setting.file_name() == name) {
            return Self::FileOf(setting);
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
