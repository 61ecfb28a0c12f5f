use serde_json::{Value, json};

use crate::sample::{Expected, Refused, Same, send_each};

async fn send(cases: Vec<(&str, Value, Expected)>) {
    send_each("/samples/rules", "application/json", json!({}), cases).await;
}

#[tokio::test]
async fn what_is_asked_under_a_condition_is_checked() {
    send(vec![
        ("condition", json!({ "kind": "named", "name": "a" }), Same),
        (
            "condition",
            json!({ "kind": "named" }),
            Refused("condition.name is required"),
        ),
        ("condition", json!({ "kind": "other", "count": 3 }), Same),
        (
            "condition",
            json!({ "kind": "other", "count": 4 }),
            Refused("condition.count must be at most 3"),
        ),
        (
            "condition",
            json!({ "kind": "named", "name": "a", "count": 4 }),
            Same,
        ),
        (
            "condition",
            json!({ "count": "a" }),
            Refused("condition.count must be an integer"),
        ),
        (
            "condition",
            json!({ "kind": 1 }),
            Refused("condition.kind must be a string"),
        ),
        ("needs", json!({ "card": "1", "address": "a" }), Same),
        ("needs", json!({ "address": "a" }), Same),
        (
            "needs",
            json!({ "card": "1" }),
            Refused("needs.address is required beside card"),
        ),
        ("dependent", json!({ "card": "1", "address": "ab" }), Same),
        (
            "dependent",
            json!({ "card": "1", "address": "a" }),
            Refused("dependent.address must have at least 2 characters"),
        ),
        (
            "dependent",
            json!({ "card": "1" }),
            Refused("dependent.address is required"),
        ),
        ("dependent", json!({ "address": 5 }), Same),
        (
            "dependencies",
            json!({ "a": 1 }),
            Refused("dependencies.b is required beside a"),
        ),
        ("dependencies", json!({ "a": 1, "b": 2 }), Same),
        (
            "dependencies",
            json!({ "a": 1, "b": 2, "c": 3 }),
            Refused("dependencies must have at most 2 properties"),
        ),
        (
            "nested",
            json!({ "inner": { "card": "1" } }),
            Refused("nested.inner.address is required beside card"),
        ),
        (
            "nested",
            json!({ "list": [{}, { "card": "1" }] }),
            Refused("nested.list[1].address is required beside card"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn items_are_counted_and_have_places() {
    let wants = "items of those that the document asks for";
    let least: &str = format!("contains must have at least 2 {wants}").leak();
    let most: &str = format!("contains must have at most 3 {wants}").leak();
    let owner: &str = format!("members must have at least 1 item of those that the document asks for").leak();
    send(vec![
        ("contains", json!([1, 5, 6]), Same),
        ("contains", json!([1, 5]), Refused(least)),
        ("contains", json!([5, 6, 7, 8]), Refused(most)),
        (
            "contains",
            json!([5, "6"]),
            Refused("contains[1] must be a 64-bit integer"),
        ),
        (
            "members",
            json!([{ "name": "a" }, { "name": "b", "role": "owner" }]),
            Same,
        ),
        (
            "members",
            json!([{ "name": "a", "role": "guest" }]),
            Refused(owner),
        ),
        (
            "members",
            json!([{ "role": "owner" }]),
            Refused("members[0].name is required"),
        ),
        ("tuple", json!(["a"]), Same),
        ("tuple", json!(["a", 1]), Same),
        (
            "tuple",
            json!(["a", 0]),
            Refused("tuple[1] must be one of: a string, an integer"),
        ),
        (
            "tuple",
            json!([1, "a"]),
            Refused("tuple[0] must be a string"),
        ),
        (
            "tuple",
            json!(["a", 1, 2]),
            Refused("tuple[2] is not allowed"),
        ),
        ("open-tuple", json!(["a", { "b": 1 }]), Same),
        (
            "open-tuple",
            json!([1]),
            Refused("open-tuple[0] must be a string"),
        ),
        ("rest", json!(["a", 1, 2]), Same),
        (
            "rest",
            json!(["a", "b"]),
            Refused("rest[1] must be an integer"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn names_of_properties_are_checked() {
    send(vec![
        ("patterns", json!({ "id": "1", "x-a": "a", "n-b": 2 }), Same),
        (
            "patterns",
            json!({ "x-a": 1 }),
            Refused("patterns.x-a must be a string"),
        ),
        (
            "patterns",
            json!({ "n-b": "b" }),
            Refused("patterns.n-b must be an integer"),
        ),
        (
            "patterns",
            json!({ "other": 1 }),
            Refused("patterns.other is not allowed"),
        ),
        ("labels", json!({ "a": "b" }), Same),
        (
            "labels",
            json!({ "a": "" }),
            Refused("labels.a must have at least 1 character"),
        ),
        (
            "labels",
            json!({ "A": "b" }),
            Refused("labels.A is not allowed"),
        ),
        ("names", json!({ "abc": 1 }), Same),
        (
            "names",
            json!({ "abcd": 1 }),
            Refused("names.abcd is not an allowed name"),
        ),
        (
            "names",
            json!({ "A": 1 }),
            Refused("names.A is not an allowed name"),
        ),
        ("not-looking", json!({ "a_": "b" }), Same),
        (
            "not-looking",
            json!({ "_a": "b" }),
            Refused("not-looking._a is not an allowed name"),
        ),
        ("unevaluated", json!({ "name": "a", "note": "b" }), Same),
        (
            "unevaluated",
            json!({ "name": "a", "other": "b" }),
            Refused("unevaluated.other is not allowed"),
        ),
        ("either", json!({ "a": "1" }), Same),
        (
            "either",
            json!({ "a": "1", "c": 1 }),
            Refused("either must be one of: `RulesEitherVariant1`, `RulesEitherVariant2`"),
        ),
        ("not-both", json!({ "a": 1 }), Same),
        (
            "not-both",
            json!({ "a": 1, "undescribed": 1 }),
            Refused("not-both must not have a with undescribed"),
        ),
        ("one-of", json!({ "a": "1" }), Same),
        (
            "one-of",
            json!({}),
            Refused("one-of must be one of the alternatives in the document"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn what_is_excluded_or_listed_is_checked() {
    send(vec![
        ("not-listed", json!("guest"), Same),
        (
            "not-listed",
            json!("root"),
            Refused("not-listed must not be `admin`, `root`"),
        ),
        ("not-constant", json!(12), Same),
        (
            "not-constant",
            json!(13),
            Refused("not-constant must not be `13`"),
        ),
        ("not-null", json!(false), Same),
        (
            "not-null",
            json!(null),
            Refused("not-null is excluded by the document"),
        ),
        (
            "constant",
            json!({ "sizes": [1.0, 2], "kind": "fixed" }),
            Same,
        ),
        (
            "constant",
            json!({ "kind": "fixed", "sizes": [2, 1] }),
            Refused("constant must be one of `{\"kind\":\"fixed\",\"sizes\":[1,2]}`"),
        ),
        ("structures", json!({ "a": 1 }), Same),
        ("structures", json!(null), Same),
        (
            "structures",
            json!([2]),
            Refused("structures must be one of `{\"a\":1}`, `[1]`, `text`, `null`"),
        ),
        ("looks", json!("bar"), Same),
        (
            "looks",
            json!("food"),
            Refused("looks must match the pattern ^(?!foo)[a-z]+$"),
        ),
        ("quoted", json!("'a'"), Same),
        (
            "quoted",
            json!("'a\""),
            Refused("quoted must match the pattern ^(['\"]).*\\1$"),
        ),
    ])
    .await;
}
