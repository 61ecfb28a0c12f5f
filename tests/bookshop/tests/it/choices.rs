use serde_json::{Value, json};

use crate::sample::{Expected, Other, Refused, Same, send_each};
use crate::server::Server;

const MEDIA: &str = "application/vnd.bookshop+json";

async fn send(cases: Vec<(&str, Value, Expected)>) {
    send_each("/samples/choices", MEDIA, json!({}), cases).await;
}

#[tokio::test]
async fn send_what_the_discriminator_names() {
    send(vec![
        ("payment", json!({ "kind": "card", "number": "1" }), Same),
        ("payment", json!({ "kind": "debit", "number": "1" }), Same),
        (
            "payment",
            json!({ "kind": "invoice", "address": { "city": "B" } }),
            Same,
        ),
        ("payment", json!({ "kind": "Cash", "cents": 1 }), Same),
        (
            "payment",
            json!({ "kind": "card" }),
            Refused("payment.number is required"),
        ),
        (
            "payment",
            json!({ "kind": "card", "number": "x" }),
            Refused("payment.number must match the pattern ^[0-9]+$"),
        ),
        (
            "payment",
            json!({ "kind": "invoice", "address": {} }),
            Refused("payment.address.city is required"),
        ),
        (
            "payment",
            json!({ "kind": "Cash", "cents": 0 }),
            Refused("payment.cents must be at least 1"),
        ),
        (
            "payment",
            json!({ "kind": "Cash", "cents": 1, "x": 1 }),
            Refused("payment.x is not allowed"),
        ),
        // The mapping replaces the schema's name.
        (
            "payment",
            json!({ "kind": "Card", "number": "1" }),
            Refused("payment.kind must be one of `card`, `debit`, `invoice`, `Cash`"),
        ),
        (
            "payment",
            json!({ "kind": 1 }),
            Refused("payment.kind must be a string"),
        ),
        ("payment", json!({}), Refused("payment.kind is required")),
        (
            "payment",
            json!("card"),
            Refused("payment must be an object"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_what_fits_exactly_one_or_any() {
    let exactly = "exactly must be exactly one of: an integer, an integer, a string";
    let any = "any must be one of: an integer, an integer, `Cash`";
    send(vec![
        ("exactly", json!(2), Same),
        ("exactly", json!(3), Same),
        ("exactly", json!(6), Refused(exactly)),
        ("exactly", json!(1), Refused(exactly)),
        ("exactly", json!("ab"), Same),
        ("exactly", json!("abc"), Refused(exactly)),
        ("exactly", json!(null), Refused(exactly)),
        ("exactly", json!(2.0), Other(json!(2))),
        ("any", json!(5), Same),
        ("any", json!(10), Same),
        ("any", json!(7), Refused(any)),
        ("any", json!({ "kind": "x", "cents": 1 }), Same),
        ("any", json!({ "kind": "x", "cents": 0 }), Refused(any)),
        ("nullable", json!(null), Same),
        ("nullable", json!({ "kind": "x", "cents": 1 }), Same),
        (
            "nullable",
            json!({ "kind": "x", "cents": 0 }),
            Refused("nullable.cents must be at least 1"),
        ),
        ("nullable", json!(1), Refused("nullable must be an object")),
    ])
    .await;
}

#[tokio::test]
async fn send_what_stands_beside_a_choice() {
    let beside = "beside must be exactly one of: `ChoicesBesideVariant1`, `ChoicesBesideVariant2`";
    send(vec![
        ("beside", json!({ "size": 1, "a": "x" }), Same),
        ("beside", json!({ "size": 1, "b": "x" }), Same),
        ("beside", json!({ "size": 1 }), Refused(beside)),
        ("beside", json!({ "a": "x" }), Refused(beside)),
        (
            "beside",
            json!({ "size": 1, "a": "x", "b": "x" }),
            Refused(beside),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_choices_inside_of_each_other() {
    let expression =
        "expression must be exactly one of: an integer, `ExpressionVariant2`, `ExpressionVariant3`";
    let mut deep = json!(1);
    for _ in 0..40 {
        deep = json!({ "negate": deep });
    }
    send(vec![
        (
            "expression",
            json!({ "sum": [1, { "negate": { "sum": [] } }] }),
            Same,
        ),
        ("expression", deep, Same),
        (
            "expression",
            json!({ "sum": [1, { "negate": "1" }] }),
            Refused(expression),
        ),
        (
            "expression",
            json!({ "sum": [], "negate": 1 }),
            Refused(expression),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_the_media_type_that_the_document_names() {
    let server = Server::start().await;
    let line = "POST /samples/choices";
    for media in [
        "application/vnd.bookshop+json",
        "Application/VND.bookshop+JSON;version=1",
    ] {
        let answer = server.send(line, &[("content-type", media)], "{}").await;
        assert_eq!(answer.status, 200, "{media}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
    }
    for media in ["application/json", "application/xml", ""] {
        let answer = server.send(line, &[("content-type", media)], "{}").await;
        answer.assert_problem(
            415,
            "Content-Type must be application/vnd.bookshop+json; version=1",
        );
    }
}
