use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::support::call;
use crate::cookie_text::cookie_text;
use crate::header_item::escaped_item;
use crate::header_text::header_text;
use crate::json_text::json_text;
use crate::label_text::label_text;
use crate::matrix_text::matrix_text;
use crate::one_text::one_text;
use crate::url_text::url_text;

fn object() -> Value {
    json!({ "a": "x,y.", "b=": 1, "c": null })
}

#[test]
fn parts_are_told_apart_in_urls() {
    for (value, separator, explode, expected) in [
        (json!("a,b"), ",", false, "a%2Cb"),
        (json!(["a,b", 1, null]), ",", false, "a%2Cb,1"),
        (json!([]), ",", false, ""),
        (object(), ",", false, "a,x%2Cy.,b%3D,1"),
        (object(), ",", true, "a=x%2Cy.,b%3D=1"),
        (json!(["a", "b"]), "%7C", false, "a%7Cb"),
    ] {
        let found = url_text("p", &value, separator, explode);
        assert_eq!(found, Ok(expected.to_owned()), "{value}");
    }
    for (value, separator, reason) in [
        (
            json!([""]),
            ",",
            "`p` is one empty item, which reads as none",
        ),
        (
            json!(["a|b"]),
            "%7C",
            "a part of `p` holds what separates its parts",
        ),
        (
            json!({ "a|b": 1 }),
            "%7C",
            "a part of `p` holds what separates its parts",
        ),
        (
            json!([[1]]),
            ",",
            "`p` has parts of parts, which its style cannot write",
        ),
        (
            json!({ "a": {} }),
            ",",
            "`p` has parts of parts, which its style cannot write",
        ),
    ] {
        let found = url_text("p", &value, separator, false);
        assert_eq!(found, Err(reason.to_owned()), "{value}");
    }
    let keys = BTreeMap::from([((1, 2), 3)]);
    let error = url_text("p", &keys, ",", false).expect_err("no JSON");
    assert!(error.starts_with("`p`: "), "{error}");
}

#[test]
fn labels_and_matrices_begin_with_what_they_are() {
    for (value, explode, label, matrix) in [
        (json!("a.b;"), false, ".a%2Eb%3B", ";p=a.b%3B"),
        (json!("a.b;"), true, ".a%2Eb%3B", ";p=a.b%3B"),
        (json!(["a.", "b;"]), false, ".a%2E,b%3B", ";p=a.,b%3B"),
        (json!(["a.", "b;"]), true, ".a%2E.b%3B", ";p=a.;p=b%3B"),
        (object(), false, ".a,x%2Cy%2E,b%3D,1", ";p=a,x%2Cy.,b%3D,1"),
        (object(), true, ".a=x%2Cy%2E.b%3D=1", ";a=x%2Cy.;b%3D=1"),
    ] {
        assert_eq!(label_text("p", &value, explode), Ok(label.to_owned()));
        assert_eq!(matrix_text("p", &value, explode), Ok(matrix.to_owned()));
    }
}

#[test]
fn headers_and_cookies_keep_their_parts_apart() {
    for (value, explode, header, cookie) in [
        (json!("a, b"), false, "a%2C b", "a%2C%20b"),
        (
            json!([" a", "b=", "%20"]),
            false,
            "%20a,b=,%2520",
            "%20a,b%3D,%2520",
        ),
        (object(), false, "a,x%2Cy.,b=,1", "a,x%2Cy.,b%3D,1"),
    ] {
        assert_eq!(header_text("p", &value, explode), Ok(header.to_owned()));
        assert_eq!(cookie_text("p", &value), Ok(cookie.to_owned()));
    }
    let exploded = header_text("p", &object(), true);
    assert_eq!(exploded, Ok("a=x%2Cy.,b%3D=1".to_owned()));
    assert_eq!(escaped_item("\ta, b%zz\t"), "%09a%2C b%zz%09");
    assert_eq!(one_text("p", &json!(true)), Ok("true".to_owned()));
    let reason = "`p` is not one value".to_owned();
    assert_eq!(one_text("p", &json!([])), Err(reason));
}

#[test]
fn json_is_written_in_ascii() {
    let found = json_text("p", &json!({ "a": "\u{fc}\u{1f4d6}, b" }));
    assert_eq!(found, Ok(r#"{"a":"\u00fc\ud83d\udcd6, b"}"#.to_owned()));
    let keys = BTreeMap::from([((1, 2), 3)]);
    let error = json_text("p", &keys).expect_err("no JSON");
    assert!(error.starts_with("`p`: "), "{error}");
}

#[test]
fn texts_are_put_into_calls() {
    let mut call = call();
    let text = call.checked(Ok("a,b".to_owned()));
    assert_eq!(text.as_deref(), Some("a,b"));
    call.query_text("p q", "a,b");
    call.query_reserved("r", "a/b?c:@!$()*,;=&#[]+%'");
    assert_eq!(
        call.query,
        ["p%20q=a,b", "r=a/b?c:@!$()*,;=%26%23%5B%5D%2B%25%27"]
    );
    call.cookie_properties("p", &json!({ "a": "x;", "b": 1 }));
    assert_eq!(call.headers["cookie"], "a=x%3B; b=1");
    assert_eq!(call.unsent, None);
    call.cookie_properties("p", &json!(1));
    assert_eq!(call.unsent.as_deref(), Some("`p` is not an object"));
    let mut call = super::support::call();
    assert_eq!(call.checked(Err("no".to_owned())), None);
    call.cookie_properties("p", &json!([[1]]));
    assert_eq!(call.unsent.as_deref(), Some("no"));
}
