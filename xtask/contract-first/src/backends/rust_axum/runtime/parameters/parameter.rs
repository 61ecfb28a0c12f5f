/// A type that a parameter can have.
pub(crate) trait Parameter: Sized {
    /// What a value has to be, to be read behind the parameter's name.
    const RULE: &'static str;

    /// The value, if it is of the type.
    fn read(text: &str) -> Option<Self>;
}

impl Parameter for String {
    const RULE: &'static str = "must be a string";

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Parameter for bool {
    const RULE: &'static str = "must be true or false";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Integers are written in digits: in a text, `2.0` and `1e3` are none.
macro_rules! integer {
    ($kind:ty, $rule:literal) => {
        impl Parameter for $kind {
            const RULE: &'static str = concat!("must be ", $rule);

            fn read(text: &str) -> Option<Self> {
                plain_number(text).and_then(|text| text.parse().ok())
            }
        }
    };
}

integer!(i8, "an 8-bit integer");
integer!(i16, "a 16-bit integer");
integer!(i32, "a 32-bit integer");
integer!(i64, "a 64-bit integer");
integer!(u8, "an unsigned 8-bit integer");
integer!(u16, "an unsigned 16-bit integer");
integer!(u32, "an unsigned 32-bit integer");
integer!(u64, "an unsigned 64-bit integer");

impl Parameter for f64 {
    const RULE: &'static str = "must be a number";

    fn read(text: &str) -> Option<Self> {
        let number = plain_number(text).and_then(|text| text.parse().ok());
        number.filter(|number: &Self| number.is_finite())
    }
}

/// A text that starts as a JSON number does: no plus sign, no `inf`, no `NaN`.
fn plain_number(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some(text)
}
