use serde_json::{Map, Value, json};

use super::support::call;
use crate::brackets::bracketed;
use crate::pair::pair;
use crate::plain_text::plain_text;
use crate::properties::properties;

#[test]
fn pairs_are_encoded_on_both_sides() {
    assert_eq!(pair("a b", "c&d=e"), "a%20b=c%26d%3De");
}

#[test]
fn values_and_lists_are_pairs() {
    let mut call = call();
    call.query_value("limit", &5);
    call.query_value("search", "a b");
    call.query_list("tags", &["x", "y,z"], ",");
    call.query_list("sizes", &[1, 2], " ");
    assert_eq!(
        call.query,
        ["limit=5", "search=a%20b", "tags=x,y%2Cz", "sizes=1%202"]
    );
    call.query_list("tags", &["x|y"], "|");
    assert!(call.unsent.is_some() && call.query.len() == 4);
}

#[test]
fn objects_are_pairs_with_their_parts_in_brackets() {
    let value = json!({ "a": [1, [2], { "b": "c d" }], "n": null, "t": true });
    let mut call = call();
    call.query_object("f", &value, false);
    let brackets = |text: &str| text.replace('[', "%5B").replace(']', "%5D");
    let expected = ["f[a]=1", "f[a][1]=2", "f[a][2][b]=c%20d", "f[t]=true"];
    assert_eq!(call.query, expected.map(brackets));
    let mut pairs = Vec::new();
    bracketed("f", &value, true, &mut pairs);
    let expected = ["f[a][0]=1", "f[a][1][0]=2", "f[a][2][b]=c%20d", "f[t]=true"];
    assert_eq!(pairs, expected.map(brackets));
}

#[test]
fn properties_stand_by_themselves() {
    let mut call = call();
    call.query_properties("filter", &json!({ "min": 1, "tags": ["a", "b"] }));
    assert_eq!(call.query, ["min=1", "tags=a", "tags=b"]);
    call.query_properties("filter", &json!([1]));
    assert_eq!(call.unsent.as_deref(), Some("`filter` is not an object"));
}

#[test]
fn what_cannot_be_written_is_refused() {
    let unwritable = std::collections::BTreeMap::from([(vec![1], 2)]);
    let mut call = call();
    call.query_object("filter", &unwritable, true);
    let reason = call.unsent.expect("a reason");
    assert!(reason.starts_with("`filter`: "), "{reason}");
    let reason = properties("other", &unwritable).expect_err("a reason");
    assert!(reason.starts_with("`other`: "), "{reason}");
    assert_eq!(properties("a", &json!({})), Ok(Map::new()));
}

#[test]
fn strings_are_plain_as_they_are() {
    let texts = [json!("a"), json!(1.5), json!({ "a": 1 }), Value::Null];
    let texts = texts.each_ref().map(plain_text);
    assert_eq!(texts, ["a", "1.5", "{\"a\":1}", "null"]);
}
