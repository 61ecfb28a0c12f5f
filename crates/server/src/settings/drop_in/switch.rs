use crate::settings::value::{InvalidValue, Value};

/// Whether something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    Off,
    On,
}

impl Switch {
    pub(crate) fn is_on(self) -> bool {
        self == Self::On
    }
}

impl Value for Switch {
    const FORM: &'static str = "on|off";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "off" => Ok(Self::Off),
            "on" => Ok(Self::On),
            other => {
                let what = format!("`{other}` is neither on nor off");
                Err(InvalidValue::new(what, "write on or off"))
            }
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Off => "off".to_owned(),
            Self::On => "on".to_owned(),
        }
    }
}
