use crate::settings::problem::Problem;
use crate::settings::sources::{Origin, Sources};
use crate::settings::value::{Unfit, Value};

/// One line of the table of settings.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The name in the settings file; flag and environment variable follow from it.
    pub(crate) name: &'static str,
    /// What it sets, in sentences.
    pub(crate) help: &'static [&'static str],
    /// What it belongs to.
    pub(crate) group: Group,
    /// The form of its text.
    pub(crate) form: &'static str,
    /// The text that stands when none is given; empty for none.
    pub(crate) default: &'static str,
    /// Whether its text must never be shown.
    pub(crate) secret: bool,
}

/// Groups of settings in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// What every command needs.
    Common,
    /// What only the server needs.
    Server,
    /// Whose bearer tokens are taken.
    Bearer,
    /// How Stripe is called.
    Stripe,
    /// Bounds of what the server takes.
    Limits,
}

impl Setting {
    /// `ACCOUNTS_LISTEN`.
    pub(crate) fn variable(&self) -> String {
        format!("ACCOUNTS_{}", self.name.to_ascii_uppercase())
    }

    /// `listen`, to be written with two hyphens in front.
    pub(crate) fn flag(&self) -> String {
        self.name.replace('_', "-")
    }

    /// The help in one text.
    pub(crate) fn help(&self) -> String {
        let lines: Vec<_> = self.help.iter().map(|line| line.trim()).collect();
        lines.join(" ")
    }
}

/// What a setting is, as `config check` prints it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Effective {
    /// The environment variable that sets it.
    pub(crate) variable: String,
    /// Its value; never a secret.
    pub(crate) value: String,
    /// Where the value comes from.
    pub(crate) origin: String,
}

/// Reads the value of one setting. An unfit text is noted and the default stands in, so that the rest can be checked too.
pub(crate) fn read<T: Value>(
    setting: &'static Setting,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> (T, Effective) {
    let given = sources.given(setting);
    let text = given.map_or(setting.default, |given| given.text.as_str());
    let on_command_line = given.is_some_and(|given| matches!(given.origin, Origin::Flag(_)));
    let value = T::read(text).and_then(|value| match on_command_line && value.holds_secret() {
        true => Err(Unfit::new(
            "there is a password in it, and every user of the machine can read command lines",
            format!(
                "set {} in the environment, or in the settings file",
                setting.variable()
            ),
        )),
        false => Ok(value),
    });
    let value = value.unwrap_or_else(|unfit| {
        problems.push(Problem {
            setting: setting.variable(),
            origin: given.map(|given| given.origin.clone()),
            what: unfit.what,
            remedy: unfit.remedy,
        });
        T::read(setting.default).expect("every default is fit: a test reads them")
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
    ($(#[$struct_doc:meta])* pub struct $struct:ident {
        $($group:ident { $($(#[doc = $help:literal])+ $name:ident: $type:ty = $default:literal;)+ })+
    }) => {
        $(#[$struct_doc])*
        #[derive(Clone, Debug)]
        pub struct $struct {
            $($($(#[doc = $help])+ pub $name: $type,)+)+
            /// Variables that no setting has, each with what to do about it.
            pub(crate) unknown_variables: Vec<String>,
        }

        /// Every setting, in the order of the help.
        pub(crate) static TABLE: &[$crate::settings::table::Setting] = &[
            $($($crate::settings::table::Setting {
                name: stringify!($name),
                help: &[$($help),+],
                group: $crate::settings::table::Group::$group,
                form: <$type as $crate::settings::value::Value>::FORM,
                default: $default,
                secret: <$type as $crate::settings::value::Value>::SECRET,
            },)+)+
        ];

        impl $struct {
            /// Reads every setting, and goes on after a problem so that all of them are reported.
            fn read_all(
                sources: &$crate::settings::sources::Sources,
                problems: &mut Vec<$crate::settings::problem::Problem>,
            ) -> (Self, Vec<$crate::settings::table::Effective>) {
                let mut effective = Vec::with_capacity(TABLE.len());
                let mut table = TABLE.iter();
                $($(
                    let setting = table.next().expect("the table has a line for each field");
                    let ($name, shown) = $crate::settings::table::read::<$type>(setting, sources, problems);
                    effective.push(shown);
                )+)+
                let unknown_variables = sources.unknown_variables.clone();
                (Self { $($($name,)+)+ unknown_variables }, effective)
            }
        }
    };
}

pub(crate) use settings;
