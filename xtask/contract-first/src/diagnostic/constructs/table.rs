use super::{call, document, message, parameter, schema};
use crate::diagnostic::construct::{Code, Construct};

/// Every construct of the table, by code.
pub fn all() -> impl Iterator<Item = &'static Construct> {
    let parts = [
        document::ALL,
        schema::ALL,
        parameter::ALL,
        message::ALL,
        call::ALL,
    ];
    parts.into_iter().flatten().copied()
}

/// The construct with a code.
pub fn find(code: Code) -> Option<&'static Construct> {
    all().find(|construct| construct.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_rise() {
        let codes: Vec<_> = all().map(|construct| construct.code).collect();
        assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
        assert_eq!(find(codes[0]).unwrap().code, codes[0]);
        assert!(find(Code(9999)).is_none());
    }

    #[test]
    fn every_row_says_why_and_what_to_do() {
        for construct in all() {
            for text in [construct.title, construct.reason, construct.help] {
                assert!(!text.is_empty(), "{}", construct.code);
                assert!(!text.ends_with('.'), "{}: {text}", construct.code);
            }
        }
    }
}
