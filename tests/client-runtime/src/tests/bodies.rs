use std::collections::BTreeMap;

use reqwest::Body;
use serde_json::json;

use super::support::call;
use crate::call::Call;
use crate::form_body::FormStyle;
use crate::form_brackets::in_brackets;
use crate::form_json::as_json;
use crate::form_list::separated;

fn body(call: &Call) -> (&str, &str) {
    let media_type = call.headers["content-type"].to_str().expect("text");
    let body = call
        .body
        .as_ref()
        .and_then(Body::as_bytes)
        .expect("a body in memory");
    (media_type, std::str::from_utf8(body).expect("text"))
}

#[test]
fn a_body_has_its_media_type() {
    let mut call = call();
    call.body("text/plain", b"a".to_vec());
    assert_eq!(body(&call), ("text/plain", "a"));
    call.json("application/json", &json!({ "a": [1] }));
    assert_eq!(body(&call), ("application/json", "{\"a\":[1]}"));
    call.json("application/json", &BTreeMap::from([(vec![1], 2)]));
    assert!(call.unsent.is_some_and(|why| why.starts_with("the body: ")));
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn a_form_writes_each_property_in_its_style() {
    let value = json!({
        "b": { "c": [1] }, "j": [1, "x"], "l": ["x", "y"], "n": null, "o": { "p": 1 }, "r": [1, "a b"], "s": "t&u", "x": 5,
    });
    let styles: &[(&str, FormStyle)] = &[
        ("b", in_brackets),
        ("j", as_json),
        ("l", |name, value| separated(name, value, ",")),
        ("n", as_json),
        ("x", |name, value| separated(name, value, "|")),
    ];
    let mut call = call();
    call.form(FORM, &value, styles);
    let expected =
        "b%5Bc%5D%5B0%5D=1&j=%5B1%2C%22x%22%5D&l=x,y&o=%7B%22p%22%3A1%7D&r=1&r=a%20b&s=t%26u&x=5";
    assert_eq!(body(&call), (FORM, expected));
    assert_eq!(call.unsent, None);
}

#[test]
fn a_form_that_cannot_be_written_is_refused() {
    let mut call = call();
    call.form(
        FORM,
        &json!({ "l": ["a|b"] }),
        &[("l", |name, value| separated(name, value, "|"))],
    );
    let reason = "an item of `l` holds \"|\", which separates items";
    assert_eq!(call.unsent.as_deref(), Some(reason));
    let mut call = super::support::call();
    call.form(FORM, &json!([]), &[]);
    assert_eq!(call.unsent.as_deref(), Some("`the body` is not an object"));
}
