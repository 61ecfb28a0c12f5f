use proptest::prelude::*;

use super::*;

#[test]
fn each_kind_of_value() {
    let values = [
        "it's $1".into(),
        Value::Integer(Some(-5)),
        Value::Text(None),
        Value::Integer(None),
        Value::Bytes(vec![0, 0xfe]),
    ];
    assert_eq!(
        with_values("SELECT $2 - $2, $1, $3, $4, $5", &values).as_deref(),
        Some(
            r"SELECT (-5)::bigint - (-5)::bigint, E'it\x27s\x20\x241'::text, NULL::text, NULL::bigint, decode('00fe', 'hex')"
        )
    );
}

#[test]
fn tenth_is_not_first() {
    let values: Vec<_> = (1..=10).map(Value::from).collect();
    let whole = with_values("$10,$1", &values);
    assert_eq!(whole.as_deref(), Some("(10)::bigint,(1)::bigint"));
}

#[test]
fn placeholder_without_a_value() {
    for statement in ["SELECT $2", "SELECT $0", "SELECT $", "SELECT $x"] {
        assert_eq!(with_values(statement, &[1.into()]), None, "{statement}");
    }
}

proptest! {
    #[test]
    fn text_is_one_literal(text: String) {
        let whole = with_values("$1", &[text.as_str().into()]).expect("a value");
        let within = whole.strip_prefix("E'").and_then(|rest| rest.strip_suffix("'::text"));
        let mut rest = within.expect("a literal");
        let mut bytes = Vec::new();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '\\' => {
                    prop_assert!(rest[1..].starts_with('x'));
                    bytes.push(u8::from_str_radix(&rest[2..4], 16).expect("two digits"));
                    4
                }
                _ => {
                    prop_assert!(first.is_ascii_alphanumeric() || first == '-', "{first:?}");
                    bytes.push(rest.as_bytes()[0]);
                    1
                }
            };
            rest = &rest[length..];
        }
        prop_assert_eq!(bytes, text.into_bytes());
    }
}
