use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::presence::present;
use crate::same_value::same_value;
use crate::whole_numbers::whole_numbers;

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Patch {
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    note: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    any: Option<Value>,
}

#[test]
fn null_is_not_absence() {
    for (text, patch) in [
        (
            "{}",
            Patch {
                note: None,
                any: None,
            },
        ),
        (
            "{\"note\":null,\"any\":null}",
            Patch {
                note: Some(None),
                any: Some(Value::Null),
            },
        ),
        (
            "{\"note\":\"a\",\"any\":1}",
            Patch {
                note: Some(Some("a".to_owned())),
                any: Some(json!(1)),
            },
        ),
    ] {
        let read: Patch = serde_json::from_str(text).expect("a patch");
        assert_eq!(read, patch);
        assert_eq!(serde_json::to_string(&read).expect("JSON"), text);
    }
    assert!(serde_json::from_str::<Patch>("{\"note\":1}").is_err());
}

#[test]
fn numbers_are_compared_by_what_they_are_worth() {
    assert!(same_value(&json!(1), &json!(1.0)));
    assert!(same_value(&json!("a"), &json!("a")));
    assert!(!same_value(&json!(1), &json!("1")));
    assert!(!same_value(
        &json!(9_007_199_254_740_993_u64),
        &json!(9_007_199_254_740_992_u64)
    ));
    assert!(!same_value(&json!("a"), &json!(1.5)));
}

#[test]
fn whole_numbers_are_written_without_a_fraction() {
    for (text, expected) in [
        ("2.0", "2"),
        ("-2.50e1", "-25"),
        ("1e3", "1000"),
        ("1E+2", "100"),
        ("0.0", "0"),
        ("-0.0", "0"),
        ("100e-2", "1"),
        ("1.5", "1.5"),
        ("1e-1", "1e-1"),
        ("1e30", "1e30"),
        ("01", "01"),
        ("1.", "1."),
        ("1e", "1e"),
        ("1e99999999999", "1e99999999999"),
        ("18446744073709551615.0", "18446744073709551615"),
        (
            "{\"a 1.0\\\" 2.0\":[3.0,\"4.0\",\"ü\\\\\",5.0]}",
            "{\"a 1.0\\\" 2.0\":[3,\"4.0\",\"ü\\\\\",5]}",
        ),
        ("\"\\", "\"\\"),
    ] {
        assert_eq!(whole_numbers(text), expected);
    }
}
