use super::{call, document, message, parameter, schema, supported};
use crate::diagnostic::construct::{Code, Construct};

/// Every construct of the table, by code.
pub fn all() -> impl Iterator<Item = &'static Construct> {
    let parts: [(&[&Construct], &[Construct]); 7] = [
        (document::ALL, supported::document::ALL),
        (schema::ALL, supported::rule::ALL),
        (&[], supported::value::ALL),
        (&[], supported::structure::ALL),
        (parameter::ALL, supported::parameter::ALL),
        (message::ALL, supported::message::ALL),
        (call::ALL, supported::call::ALL),
    ];
    parts
        .into_iter()
        .flat_map(|(reported, supported)| reported.iter().copied().chain(supported))
}

/// The construct with a code.
pub fn find(code: Code) -> Option<&'static Construct> {
    all().find(|construct| construct.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Level, Support};

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
            let code = construct.code;
            assert!(!construct.title.is_empty(), "{code}");
            assert!(!construct.reason.is_empty(), "{code}");
            let supported = construct.support == Support::all(Level::Supported);
            assert_eq!(construct.help.is_empty(), supported, "{code}");
            for text in [construct.title, construct.reason, construct.help] {
                assert!(!text.ends_with('.'), "{code}: {text}");
            }
        }
    }
}
