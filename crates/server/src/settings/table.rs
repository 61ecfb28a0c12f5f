use crate::settings::problem::{Given, Origin, Problem};
use crate::settings::value::{InvalidValue, Value};

/// One line of the table of settings.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The name in the settings file; flag and environment variable follow from it.
    pub(crate) name: &'static str,
    help: &'static [&'static str],
    pub(crate) group: Group,
    /// The form of its text.
    pub(crate) form: &'static str,
    /// The text that is read when none is given; empty for none.
    pub(crate) default: &'static str,
    pub(crate) secret: bool,
    /// Whether a file may hold the value, which the setting of the same name with `_file` behind it names.
    pub(crate) from_file: bool,
}

/// Groups of settings in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// What every command needs.
    Common,
    /// Whose tables accounts and keys are in: every command needs to know.
    DropIn,
    /// What only the server needs.
    Server,
    /// The server that has the rest of the API.
    Upstream,
    Bearer,
    Stripe,
    Limits,
}

impl Setting {
    pub(crate) const fn new<T: Value>(
        name: &'static str,
        group: Group,
        default: &'static str,
        help: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            help,
            group,
            form: T::FORM,
            default,
            secret: T::SECRET,
            from_file: T::FROM_FILE,
        }
    }

    /// `ACCOUNTS_LISTEN`.
    pub(crate) fn variable(&self) -> String {
        format!("ACCOUNTS_{}", self.name.to_ascii_uppercase())
    }

    /// `listen`, to be written after two hyphens.
    pub(crate) fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    /// `key_secret_file`: names the file that holds the value, where one may.
    pub(crate) fn file_name(&self) -> String {
        format!("{}_file", self.name)
    }

    pub(crate) fn help(&self) -> String {
        let lines: Vec<_> = self.help.iter().map(|line| line.trim()).collect();
        lines.join(" ")
    }
}

/// A setting as `config check` prints it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Effective {
    pub(crate) variable: String,
    /// Never a secret.
    pub(crate) value: String,
    pub(crate) origin: String,
}

/// Reads the value of one setting. An invalid text is reported and the default used, so that the rest can be checked too.
pub(crate) fn read<T: Value>(
    setting: &'static Setting,
    given: Option<&Given>,
    problems: &mut Vec<Problem>,
) -> (T, Effective) {
    let text = given.map_or(setting.default, |given| given.text.as_str());
    let on_command_line = given.is_some_and(|given| matches!(given.origin, Origin::Flag(_)));
    let value = T::read(text).and_then(|value| match on_command_line && value.holds_secret() {
        true => Err(InvalidValue::new(
            "it contains a password, and every user of the machine can read command lines",
            format!(
                "set {} in the environment, or in the settings file",
                setting.variable()
            ),
        )),
        false => Ok(value),
    });
    let value = value.unwrap_or_else(|invalid| {
        problems.push(Problem {
            setting: setting.variable(),
            origin: given.map(|given| given.origin.clone()),
            what: invalid.what,
            remedy: invalid.remedy,
        });
        T::read(setting.default).expect("every default is valid: a test reads them")
    });
    let effective = Effective {
        variable: setting.variable(),
        value: value.show(),
        origin: given.map_or_else(|| "default".to_owned(), |given| given.origin.to_string()),
    };
    (value, effective)
}

/// Makes the settings' struct, the table that flags and help are made of, and the function that reads them: each setting is written
/// once.
macro_rules! settings {
    ($(#[$struct_doc:meta])* pub(crate) struct $struct:ident {
        $($group:ident { $($(#[doc = $help:literal])+ $name:ident: $type:ty = $default:literal;)+ })+
    }) => {
        $(#[$struct_doc])*
        #[derive(Clone, Debug)]
        pub(crate) struct $struct {
            $($($(#[doc = $help])+ pub(crate) $name: $type,)+)+
            /// What is worth a warning in where the settings come from.
            pub(crate) source_warnings: Vec<String>,
        }

        /// Every setting, in the order of the help.
        pub(crate) static TABLE: &[$crate::settings::table::Setting] = &[
            $($($crate::settings::table::Setting::new::<$type>(
                stringify!($name),
                $crate::settings::table::Group::$group,
                $default,
                &[$($help),+],
            ),)+)+
        ];

        impl $struct {
            /// Reads every setting, and continues after a problem so that all of them are reported.
            pub(crate) fn read_all(
                given: &std::collections::BTreeMap<&'static str, $crate::settings::problem::Given>,
                source_warnings: Vec<String>,
                problems: &mut Vec<$crate::settings::problem::Problem>,
            ) -> (Self, Vec<$crate::settings::table::Effective>) {
                let mut effective = Vec::with_capacity(TABLE.len());
                let mut table = TABLE.iter();
                $($(
                    let setting = table.next().expect("the table has a line for each field");
                    let given_here = given.get(setting.name);
                    let ($name, shown) = $crate::settings::table::read::<$type>(setting, given_here, problems);
                    effective.push(shown);
                )+)+
                (Self { $($($name,)+)+ source_warnings }, effective)
            }
        }
    };
}

pub(crate) use settings;
