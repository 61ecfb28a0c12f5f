use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::json::{self, decode, located, whole_numbers};
use crate::rejection::Rejection;

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(remote = "Self", expecting = "an object")]
struct Order {
    count: i32,
    #[serde(default, deserialize_with = "json::present")]
    note: Option<String>,
    #[serde(default)]
    lines: Vec<Line>,
    #[serde(default)]
    id: uuid::fmt::Hyphenated,
}

json::object!(Order);
json::written!(Order);

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(remote = "Self", expecting = "an object", deny_unknown_fields)]
struct Line {
    #[serde(deserialize_with = "json::nullable")]
    price: Option<f64>,
}

json::object!(Line);
json::written!(Line);

/// Keeps the properties without a name.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(remote = "Self", expecting = "an object")]
struct Kept {
    name: String,
    #[serde(flatten, deserialize_with = "json::rest")]
    rest: BTreeMap<String, Line>,
}

json::object!(Kept);

fn problem<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    decode::<T>(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn bodies_are_decoded() {
    let order: Order =
        decode(br#"{ "count": 2, "note": "a", "lines": [{ "price": null }] }"#).unwrap();
    let expected = Order {
        count: 2,
        note: Some("a".to_owned()),
        lines: vec![Line { price: None }],
        ..Order::default()
    };
    assert_eq!(order, expected);
    let written = serde_json::to_value(&order).unwrap();
    assert_eq!(serde_json::from_value::<Order>(written).unwrap(), order);
}

#[test]
fn whole_numbers_are_integers_however_they_are_written() {
    for (text, expected) in [
        ("2.0", "2"),
        ("1e3", "1000"),
        ("-1.50e2", "-150"),
        ("0.0", "0"),
        ("-0.0", "0"),
        ("1E+2", "100"),
    ] {
        assert_eq!(whole_numbers(text), expected);
        let order: Order = decode(format!(r#"{{ "count": {text} }}"#).as_bytes()).unwrap();
        assert_eq!(order.count.to_string(), expected);
    }
    for same in [
        "2.5",
        "1e-1",
        "1e400",
        "01.0",
        "1.",
        "-",
        r#""1.0 \" 2.0 \\""#,
        "[1,\"é2.0\"]",
        "1e99999999999",
    ] {
        assert_eq!(whole_numbers(same), same);
    }
    assert_eq!(
        whole_numbers(r#"{"a":[1.0,"\"1.0",2e0]}"#),
        r#"{"a":[1,"\"1.0",2]}"#
    );
}

#[test]
fn what_does_not_fit_is_named() {
    for (text, expected) in [
        ("{}", "count is required"),
        ("[1]", "The request body must be an object"),
        (r#"{ "count": "a" }"#, "count must be a 32-bit integer"),
        (r#"{ "count": 2.5 }"#, "count must be a 32-bit integer"),
        (
            r#"{ "count": 1, "count": 2 }"#,
            "count must appear only once",
        ),
        (r#"{ "count": 1, "note": null }"#, "note must be a string"),
        (r#"{ "count": 1, "lines": {} }"#, "lines must be an array"),
        (
            r#"{ "count": 1, "lines": [{}] }"#,
            "lines[0].price is required",
        ),
        (
            r#"{ "count": 1, "lines": [{ "price": "a" }] }"#,
            "lines[0].price must be a number",
        ),
        (
            r#"{ "count": 1, "lines": [{ "price": 1, "a": 1 }] }"#,
            "lines[0].a is not allowed",
        ),
        (
            r#"{ "count": 1, "lines": [{ "price": 1, "price": 1 }] }"#,
            "lines[0].price must appear only once",
        ),
        (r#"{ "count": 1, "id": "a" }"#, "id must be a UUID"),
    ] {
        assert_eq!(problem::<Order>(text), expected, "{text}");
    }
    assert_eq!(
        problem::<u8>("300"),
        "The request body invalid value: integer `300`, expected u8".replace(
            "invalid value: integer `300`, expected u8",
            "must be an unsigned 8-bit integer"
        )
    );
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    let syntax = |text: &[u8]| match decode::<Order>(text) {
        Err(Rejection::Syntax { problem }) => problem,
        other => panic!("{other:?}"),
    };
    assert!(syntax(b"{").contains("line 1 column 1"));
    assert_eq!(syntax(b"{\"a\xff\":1}"), "invalid UTF-8 behind byte 3");
    assert!(syntax(br#"{ "count": 2.0 } x"#).contains("trailing characters"));
    assert!(syntax(br#"{ "count": 2 } x"#).contains("trailing characters"));
}

#[test]
fn properties_without_a_name_are_kept_and_named() {
    let kept: Kept = decode(br#"{ "name": "a", "b": { "price": 1 } }"#).unwrap();
    assert_eq!(kept.rest["b"], Line { price: Some(1.0) });
    assert_eq!(
        problem::<Kept>(r#"{ "name": "a", "b": { "price": "c" } }"#),
        "b.price must be a number"
    );
    assert_eq!(
        problem::<Vec<Kept>>(r#"[{ "name": "a", "b": 1 }]"#),
        "[0].b must be an object"
    );
}

#[test]
fn a_struct_is_made_of_an_object_only() {
    for value in [json!([1]), json!(1), json!("a"), json!(null), json!(true)] {
        let violation = located::<Line, Value>(value.clone()).unwrap_err();
        assert_eq!(
            violation.to_string(),
            "The request body must be an object",
            "{value}"
        );
    }
}
