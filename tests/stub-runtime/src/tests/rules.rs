use serde::Deserialize;
use serde_json::{Value, json};

use crate::json::decode;
use crate::rejection::Rejection;
use crate::rules::{Rules, written};

/// Patterns by number: 1 is a letter and nothing else, 2 takes too long.
fn matches(pattern: usize, text: &str) -> Option<bool> {
    let letter = text.len() == 1 && text.starts_with(char::is_alphabetic);
    (pattern == 1).then_some(letter)
}

/// What is said of a value by the first of some nodes.
fn said(nodes: &Value, value: Value) -> String {
    let rules = Rules::new(&nodes.to_string(), matches);
    let checked = rules.check(0, &value);
    checked.map_or_else(|violation| violation.to_string(), |()| String::new())
}

/// Nodes, values that fit, values that do not, and what is said of those.
type Case<'c> = (Value, &'c [Value], &'c [(Value, &'c str)]);

#[track_caller]
fn all(cases: &[Case]) {
    for (nodes, fitting, others) in cases {
        for value in *fitting {
            assert_eq!(said(nodes, value.clone()), "", "{nodes} {value}");
        }
        for (value, expected) in *others {
            let found = said(nodes, value.clone());
            let found = found.strip_prefix("The request body ").unwrap_or(&found);
            assert_eq!(found, *expected, "{nodes} {value}");
        }
    }
}

#[test]
fn types_and_values_are_those_of_json_schema() {
    all(&[
        (
            json!([{ "types": ["integer", "null"] }]),
            &[json!(1), json!(2.0), json!(null), json!(u64::MAX)],
            &[
                (json!(1.5), "must be an integer or null"),
                (json!("1"), "must be an integer or null"),
            ],
        ),
        (
            json!([{ "types": ["boolean", "number", "string", "array", "object"] }]),
            &[json!(true), json!(1.5), json!("a"), json!([]), json!({})],
            &[(
                json!(null),
                "must be a boolean or a number or a string or an array or an object",
            )],
        ),
        (
            json!([{ "types": [] }]),
            &[],
            &[(json!(1), "is not allowed")],
        ),
        (
            json!([{ "values": [1, "a", [1, { "b": 2 }]] }]),
            &[json!(1.0), json!([1.0, { "b": 2 }])],
            &[
                (json!([1]), "must be one of `1`, `a`, `[1,{\"b\":2}]`"),
                (
                    json!({ "b": 2 }),
                    "must be one of `1`, `a`, `[1,{\"b\":2}]`",
                ),
            ],
        ),
    ]);
}

#[test]
fn numbers_and_texts_are_within_their_bounds() {
    all(&[
        (
            json!([{ "numbers": { "minimum": { "value": 1, "exclusive": false }, "maximum": { "value": 9007199254740993u64, "exclusive": true }, "multipleOf": null } }]),
            &[json!(1), json!(9_007_199_254_740_992_u64), json!("a")],
            &[
                (json!(0.5), "must be at least 1"),
                (
                    json!(9_007_199_254_740_993_u64),
                    "must be less than 9007199254740993",
                ),
            ],
        ),
        (
            json!([{ "numbers": { "minimum": { "value": 1, "exclusive": true }, "maximum": { "value": 2, "exclusive": false }, "multipleOf": 0.5 } }]),
            &[json!(1.5), json!(2)],
            &[
                (json!(1), "must be more than 1"),
                (json!(2.5), "must be at most 2"),
                (json!(1.7), "must be a multiple of 0.5"),
            ],
        ),
        (
            json!([{ "strings": { "min": 1, "max": 2, "pattern": null } }]),
            &[json!("ü"), json!(1)],
            &[
                (json!(""), "must have at least 1 character"),
                (json!("abc"), "must have at most 2 characters"),
            ],
        ),
        (
            json!([{ "strings": { "min": 0, "max": null, "pattern": 1 } }]),
            &[json!("a")],
            &[(json!("1"), "must match its pattern")],
        ),
    ]);
}

#[test]
fn items_are_told_by_their_places() {
    all(&[
        (
            json!([{ "arrays": { "prefix": [1], "items": 2, "unique": true } }, { "types": ["string"] }, { "types": ["integer"] }]),
            &[json!(["a", 1, 2]), json!([]), json!({})],
            &[
                (json!([1]), "[0] must be a string"),
                (json!(["a", "b"]), "[1] must be an integer"),
                (json!(["a", 1, 1.0]), "must have no item twice"),
            ],
        ),
        (
            json!([{ "arrays": { "min": 1, "max": 2 } }]),
            &[json!([1])],
            &[
                (json!([]), "must have at least 1 item"),
                (json!([1, 2, 3]), "must have at most 2 items"),
            ],
        ),
        (
            json!([{ "arrays": { "contains": { "node": 1, "min": 1, "max": 1 }, "unevaluated": 2 } }, { "types": ["string"] }, { "types": ["null"] }]),
            &[json!(["a", null])],
            &[
                (
                    json!([null]),
                    "must have at least 1 item of those that the document asks for",
                ),
                (
                    json!(["a", "b"]),
                    "must have at most 1 item of those that the document asks for",
                ),
                (json!(["a", 1]), "[1] must be null"),
            ],
        ),
    ]);
}

#[test]
fn properties_are_told_by_their_names() {
    all(&[
        (
            json!([{ "objects": { "min": 1, "max": 3, "required": ["a"], "properties": [["a", 1]], "patterns": [[1, 2]], "others": 3 } }, { "types": ["string"] }, { "types": ["string", "integer"] }, { "types": [] }]),
            &[json!({ "a": "x", "b": 1 }), json!(1)],
            &[
                (json!({}), "must have at least 1 property"),
                (json!({ "b": 1 }), "a is required"),
                (json!({ "a": 1 }), "a must be a string"),
                (
                    json!({ "a": "x", "b": true }),
                    "b must be a string or an integer",
                ),
                (json!({ "a": "x", "cc": 1 }), "cc is not allowed"),
            ],
        ),
        (
            json!([{ "objects": { "names": 1, "needs": [["a", ["b"]]], "dependent": [["c", 2]] } }, { "strings": { "min": 0, "max": 1, "pattern": null } }, { "objects": { "max": 1 } }]),
            &[json!({ "a": 1, "b": 2 }), json!({ "c": 1 })],
            &[
                (json!({ "ab": 1 }), "ab is not an allowed name"),
                (json!({ "a": 1 }), "b is required beside a"),
                (json!({ "c": 1, "b": 2 }), "must have at most 1 property"),
            ],
        ),
    ]);
}

#[test]
fn nodes_are_put_together() {
    let (text, short) = (
        json!({ "types": ["string"] }),
        json!({ "strings": { "max": 1 } }),
    );
    all(&[
        (
            json!([{ "all": [1, 2] }, text, short]),
            &[json!("a")],
            &[
                (json!(1), "must be a string"),
                (json!("ab"), "must have at most 1 character"),
            ],
        ),
        (
            json!([{ "any": [1, 2] }, text, { "types": ["null"] }]),
            &[json!("ab"), json!(null)],
            &[(json!(1), "must be one of the alternatives in the document")],
        ),
        (
            json!([{ "one": [1, 2] }, text, short]),
            &[json!("ab"), json!(1)],
            &[(
                json!("a"),
                "must be exactly one of the alternatives in the document",
            )],
        ),
        (
            json!([{ "not": 1 }, text]),
            &[json!(1)],
            &[(json!("a"), "is excluded by the document")],
        ),
        (
            json!([{ "not": 1 }, { "values": [1, "a"] }]),
            &[json!(2)],
            &[(json!("a"), "must not be `1`, `a`")],
        ),
        (
            json!([{ "not": 1 }, { "types": ["object"], "objects": { "required": ["a", "b"] } }]),
            &[json!({ "a": 1 })],
            &[(json!({ "a": 1, "b": 2 }), "must not have a with b")],
        ),
        (
            json!([{ "condition": 1, "then": 2, "otherwise": 3 }, text, short, { "types": ["null"] }]),
            &[json!("a"), json!(null)],
            &[
                (json!("ab"), "must have at most 1 character"),
                (json!(1), "must be null"),
            ],
        ),
    ]);
}

#[test]
fn what_no_keyword_looked_at_is_left() {
    let named =
        |name: &str| json!({ "objects": { "properties": [[name, 4]], "required": [name] } });
    let nodes = json!([{ "any": [1, 2], "condition": 1, "then": 3, "objects": { "unevaluated": 5 } }, named("a"), named("b"), { "objects": { "properties": [["c", 4]] } }, {}, { "types": [] }]);
    all(&[(
        nodes,
        &[json!({ "a": 1, "b": 2, "c": 3 }), json!({ "b": 1 })],
        // Under a condition that does not hold nothing was looked at.
        &[
            (json!({ "b": 1, "c": 2 }), "c is not allowed"),
            (json!({ "a": 1, "d": 2 }), "d is not allowed"),
        ],
    )]);
}

#[test]
fn what_takes_too_long_is_refused_wherever_it_is() {
    let long = "takes too long to be checked";
    let pattern = json!({ "strings": { "min": 0, "max": null, "pattern": 2 } });
    // Each level of a value doubles the work.
    let twice = json!([{ "any": [1, 2] }, { "arrays": { "items": 0 }, "not": 3 }, { "arrays": { "items": 0 }, "not": 3 }, { "types": ["array"], "arrays": { "items": 4 } }, {}]);
    let deep = (0..60).fold(json!([]), |inner, _| json!([inner]));
    all(&[
        (json!([pattern]), &[json!(1)], &[(json!("a"), long)]),
        (json!([{ "not": 1 }, pattern]), &[], &[(json!("a"), long)]),
        (
            json!([{ "any": [1, 2] }, pattern, {}]),
            &[],
            &[(json!("a"), long)],
        ),
        (json!([{ "all": [0] }]), &[], &[(json!(1), long)]),
        (twice, &[], &[(deep, long)]),
    ]);
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(remote = "Self", expecting = "an object")]
struct Ruled {
    a: Option<String>,
}
crate::rules::object!(Ruled, 0);

#[derive(Debug, Deserialize, PartialEq)]
struct Holder {
    list: Vec<Ruled>,
}

#[test]
fn a_rule_sees_what_the_type_does_not_keep() {
    let read = |text: &str| decode::<Holder>(text.as_bytes());
    let a = Some("x".to_owned());
    let holder = Holder {
        list: vec![Ruled { a }],
    };
    assert_eq!(read(r#"{ "list": [{ "a": "x", "b": 1 }] }"#), Ok(holder));
    for (text, expected) in [
        (
            r#"{ "list": [{}, { "a": "x" }] }"#,
            "list[1].b is required beside a",
        ),
        (r#"{ "list": [{ "a": 1 }] }"#, "list[0].a must be a string"),
        (r#"{ "list": [["x"]] }"#, "list[0] must be an object"),
    ] {
        let Err(Rejection::Body(violation)) = read(text) else {
            panic!("{text}");
        };
        assert_eq!(violation.to_string(), expected, "{text}");
    }
}

#[test]
fn a_typed_value_is_checked_as_it_is_written() {
    assert_eq!(written(&vec![Some(1), None]), json!([1, null]));
}
