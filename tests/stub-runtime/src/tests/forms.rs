use serde_json::{Value, json};

use crate::forms::{Form, Node};

static ORDER: Form = Form::Object(
    &[
        ("name", &Form::Text),
        ("count", &Form::Number),
        ("gift", &Form::Boolean),
        ("lines", &Form::List(&LINE)),
        ("tags", &Form::Split(',', &Form::Text)),
        ("extra", &Form::Json),
        (
            "either",
            &Form::Either(&[&Form::Number, &Form::Boolean, &LINE]),
        ),
    ],
    &Form::Any,
);
static LINE: Form = Form::Object(&[("price", &Form::Number)], &Form::Any);

fn read(text: &str) -> Value {
    ORDER.value(&Node::read(text).unwrap())
}

#[test]
fn texts_are_read_as_what_their_place_asks_for() {
    for (text, expected) in [
        (
            "name=a+b&count=-2&gift=true",
            json!({ "name": "a b", "count": -2, "gift": true }),
        ),
        ("count=18446744073709551615", json!({ "count": u64::MAX })),
        ("count=1.5", json!({ "count": 1.5 })),
        ("name=1&other=2", json!({ "name": "1", "other": "2" })),
        (
            "extra=%7B%22a%22:%5B1%5D%7D",
            json!({ "extra": { "a": [1] } }),
        ),
        ("tags=a,b%2Cc", json!({ "tags": ["a", "b,c"] })),
        ("tags=a&tags=b", json!({ "tags": ["a", "b"] })),
        ("", json!({})),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn parts_are_named_in_brackets() {
    for (text, expected) in [
        (
            "lines[1][price]=2&lines[0][price]=1",
            json!({ "lines": [{ "price": 1 }, { "price": 2 }] }),
        ),
        ("lines[][price]=1", json!({ "lines": [{ "price": 1 }] })),
        (
            "lines=%7B%22price%22:1%7D",
            json!({ "lines": [{ "price": 1 }] }),
        ),
        ("other[a][b]=1", json!({ "other": { "a": { "b": "1" } } })),
        ("either[price]=1", json!({ "either": { "price": 1 } })),
        ("either=1", json!({ "either": 1 })),
        ("either=true", json!({ "either": true })),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_does_not_fit_stays_for_the_types_to_refuse() {
    for (text, expected) in [
        ("count=a", json!({ "count": "a" })),
        ("count=%2B1", json!({ "count": "+1" })),
        ("count=NaN", json!({ "count": "NaN" })),
        ("gift=yes", json!({ "gift": "yes" })),
        ("name=a&name=b", json!({ "name": ["a", "b"] })),
        ("name[a]=b", json!({ "name": { "a": "b" } })),
        ("extra={", json!({ "extra": "{" })),
        ("either=a", json!({ "either": "a" })),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    let deep = format!("name{}=1", "[a]".repeat(33));
    let refused = Node::read(&deep).err().unwrap();
    assert_eq!(refused.to_string(), "name is too deep");
    assert!(Node::read(&format!("name{}=1", "[a]".repeat(32))).is_ok());
}

#[test]
fn the_first_form_that_fits_is_taken() {
    static EITHER: Form = Form::Either(&[
        &Form::List(&Form::Number),
        &Form::Split(',', &Form::Text),
        &Form::Either(&[&Form::Json]),
        &Form::Text,
        &Form::Any,
    ]);
    let value = |text: &str| EITHER.value(Node::read(text).unwrap().part("v").unwrap());
    assert_eq!(value("v=1&v=2"), json!([1, 2]));
    assert_eq!(value("v[0]=1"), json!([1]));
    assert_eq!(value("v=a,b"), json!(["a", "b"]));
    assert_eq!(value("v[a]=1"), json!({ "a": "1" }));
}

#[test]
fn parts_and_properties_by_their_names() {
    let node = Node::read("name=a&other=b&lines[0][price]=1").unwrap();
    assert!(node.part("missing").is_none());
    let own = node.properties(&ORDER).unwrap();
    assert_eq!(
        ORDER.value(&own),
        json!({ "name": "a", "lines": [{ "price": 1 }] })
    );
    assert!(Node::read("other=b").unwrap().properties(&ORDER).is_none());
    assert!(node.properties(&Form::Text).is_none());
}
