use serde_json::{Value, json};

use crate::sample::{Expected, Other, Refused, Same, send_each};
use crate::server::Server;

async fn send(cases: Vec<(&str, Value, Expected)>) {
    // What is left out has its default.
    let base =
        json!({ "must": null, "currency": "EUR", "copies": 1, "gift": false, "sort": "price" });
    send_each("/samples/values", "application/json", base, cases).await;
}

#[tokio::test]
async fn send_null_where_it_is_a_value() {
    send(vec![
        ("must", json!("ab"), Same),
        (
            "must",
            json!("a"),
            Refused("must must have at least 2 characters"),
        ),
        ("may", json!(null), Same),
        ("may", json!(9), Same),
        ("may", json!(10), Refused("may must be at most 9")),
        ("remark", json!(null), Same),
        ("remark", json!("12345"), Same),
        (
            "remark",
            json!("123456"),
            Refused("remark must have at most 5 characters"),
        ),
        ("mark", json!(null), Refused("mark must be a string")),
        ("nothing", json!(null), Same),
        ("nothing", json!(0), Refused("nothing must be null")),
        ("anything", json!(null), Same),
        ("binding", json!(null), Same),
        ("mixed", json!(null), Same),
    ])
    .await;
    let answer = Server::start()
        .await
        .send_json("POST /samples/values", &[], "{}")
        .await;
    answer.assert_problem(400, "must is required");
}

#[tokio::test]
async fn send_numbers_around_each_bound() {
    send(vec![
        ("rating", json!(0.001), Same),
        ("rating", json!(0), Refused("rating must be more than 0")),
        (
            "rating",
            json!(5.5),
            Refused("rating must be less than 5.5"),
        ),
        ("rating", json!(5.4), Same),
        ("step", json!(0.3), Same),
        ("step", json!(-1.7), Same),
        (
            "step",
            json!(0.35),
            Refused("step must be a multiple of 0.1"),
        ),
        ("even", json!(-4), Same),
        ("even", json!(3), Refused("even must be a multiple of 2")),
        // However it is written, a number without a fraction is whole.
        ("even", json!(4.0), Other(json!(4))),
        ("even", json!(1e3), Other(json!(1000))),
        ("even", json!(4.5), Refused("even must be a 64-bit integer")),
        ("whole", json!(0), Refused("whole must be from 1 to 8")),
        ("whole", json!(1), Same),
        ("whole", json!(8), Same),
        ("whole", json!(9), Refused("whole must be from 1 to 8")),
        ("scores", json!({ "a": 10 }), Same),
        (
            "scores",
            json!({ "a": 11 }),
            Refused("scores.a must be at most 10"),
        ),
        (
            "scores",
            json!({}),
            Refused("scores must have 1 to 2 properties"),
        ),
        (
            "scores",
            json!({ "a": 1, "b": 1, "c": 1 }),
            Refused("scores must have 1 to 2 properties"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_texts_around_each_constraint() {
    send(vec![
        ("code", json!("123-AB"), Same),
        (
            "code",
            json!("123-ab"),
            Refused("code must match the pattern ^\\d{3}-[A-Z]+$"),
        ),
        // Not the digits of any script, and no line end behind.
        (
            "code",
            json!("\u{661}\u{662}\u{663}-A"),
            Refused("code must match the pattern ^\\d{3}-[A-Z]+$"),
        ),
        (
            "code",
            json!("123-A\n"),
            Refused("code must match the pattern ^\\d{3}-[A-Z]+$"),
        ),
        (
            "code",
            json!("123-ABCDE"),
            Refused("code must have at most 8 characters"),
        ),
        ("mark", json!("ab"), Same),
        (
            "mark",
            json!("a"),
            Refused("mark must have 2 to 3 characters"),
        ),
        ("marks", json!(["ab", "abc"]), Same),
        (
            "marks",
            json!(["ab", "abcd"]),
            Refused("marks[1] must have 2 to 3 characters"),
        ),
        ("site", json!("https://example.com/1234567890"), Same),
        (
            "site",
            json!("https://example.com/12345678901"),
            Refused("site must have at most 30 characters"),
        ),
        ("key", json!("123e4567-e89b-42d3-a456-426614174000"), Same),
        (
            "key",
            json!("123E4567-e89b-42d3-a456-426614174000"),
            Refused("key must match the pattern ^[0-9a-f-]+$"),
        ),
        (
            "key",
            json!("123e4567e89b42d3a456426614174000"),
            Refused("key must be a UUID"),
        ),
        // A format that nobody knows says nothing.
        ("isbn", json!("nonsense"), Same),
    ])
    .await;
}

#[tokio::test]
async fn send_each_format() {
    let day = "must be a date such as 2026-01-31 (RFC 3339)";
    let moment = "must be a date and time such as 2026-01-31T12:00:00Z (RFC 3339)";
    let cases = [
        ("day", "2024-02-29", "2026-02-29", day),
        ("day", "2026-12-31", "2026-12-31T00:00:00Z", day),
        ("day", "2026-01-01", "20260101", day),
        ("moment", "2026-01-31T12:00:00Z", "2026-01-31 12:00", moment),
        (
            "moment",
            "2026-01-31t12:00:00.123+02:00",
            "2026-01-31T12:00:00",
            moment,
        ),
        (
            "moment",
            "2026-01-31T23:59:59-00:30",
            "2026-01-31T25:00:00Z",
            moment,
        ),
        (
            "hour",
            "12:00:00Z",
            "12:00",
            "must be a time such as 12:00:00Z (RFC 3339)",
        ),
        (
            "mail",
            "a.b+c@example.com",
            "a.b",
            "must be an email address",
        ),
        (
            "mail",
            "a@b.example",
            "A <a@b.example>",
            "must be an email address",
        ),
        ("ip4", "127.0.0.1", "127.0.0.256", "must be an IPv4 address"),
        ("ip4", "1.2.3.4", "1.2.3", "must be an IPv4 address"),
        ("ip6", "::1", "127.0.0.1", "must be an IPv6 address"),
        (
            "cover",
            "aGk=",
            "aGk",
            "must be base64 (RFC 4648, section 4)",
        ),
        ("cover", "", "a-_=", "must be base64 (RFC 4648, section 4)"),
    ];
    let mut all = Vec::new();
    for (property, good, bad, says) in cases {
        all.push((property, json!(good), Same));
        let message: &'static str = format!("{property} {says}").leak();
        all.push((property, json!(bad), Refused(message)));
    }
    send(all).await;
}

#[tokio::test]
async fn send_arrays_and_what_is_in_them() {
    send(vec![
        ("tags", json!([]), Same),
        ("tags", json!(["ab", "cd"]), Same),
        (
            "tags",
            json!(["ab", "ab"]),
            Refused("tags must have no item twice"),
        ),
        (
            "tags",
            json!(["ab", "c"]),
            Refused("tags[1] must have at least 2 characters"),
        ),
        ("points", json!([0.5, 1.5]), Same),
        (
            "points",
            json!([0.5, 1.5, 0.5]),
            Refused("points must have no item twice"),
        ),
        ("grid", json!([[1, null], [2, 3]]), Same),
        (
            "grid",
            json!([[1, 2], [1]]),
            Refused("grid[1] must have at least 2 items"),
        ),
        (
            "grid",
            json!([[1, -2]]),
            Refused("grid[0][1] must be at least 0"),
        ),
        (
            "grid",
            json!([[1, "2"]]),
            Refused("grid[0][1] must be a 64-bit integer"),
        ),
        ("listed", json!([1, "a", null, {}]), Same),
        ("listed", json!({}), Refused("listed must be an array")),
        ("free", json!({ "a": [1] }), Same),
        ("free", json!([]), Refused("free must be an object")),
        ("anything", json!([{ "a": 1.5 }]), Same),
        ("all", json!("x"), Same),
        ("inner", json!({ "deep": { "level": 3 } }), Same),
        (
            "inner",
            json!({ "deep": { "level": 4 } }),
            Refused("inner.deep.level must be at most 3"),
        ),
        ("inner", json!({}), Refused("inner.deep is required")),
    ])
    .await;
}

#[tokio::test]
async fn send_enums_of_each_type() {
    let stars = "stars must be one of `1`, `2`, `-3`";
    let mixed = "mixed must be one of `auto`, `1`, `2.5`, `false`";
    send(vec![
        ("binding", json!("hard"), Same),
        (
            "binding",
            json!("Hard"),
            Refused("binding must be one of `hard`, `soft`"),
        ),
        ("stars", json!(1), Same),
        ("stars", json!(-3), Same),
        ("stars", json!(3), Refused(stars)),
        ("stars", json!("1"), Refused(stars)),
        ("agreed", json!(true), Same),
        (
            "agreed",
            json!(false),
            Refused("agreed must be one of `true`"),
        ),
        ("either", json!(false), Same),
        ("either", json!(0), Refused("either must be a boolean")),
        ("mixed", json!("auto"), Same),
        ("mixed", json!(1), Same),
        ("mixed", json!(1.0), Other(json!(1))),
        ("mixed", json!(2.5), Same),
        ("mixed", json!(false), Same),
        ("mixed", json!(true), Refused(mixed)),
        ("mixed", json!("1"), Refused(mixed)),
        ("form", json!("book"), Same),
        (
            "form",
            json!("books"),
            Refused("form must be one of `book`"),
        ),
        ("several", json!("ab"), Same),
        ("several", json!(5), Same),
        ("several", json!(true), Same),
        (
            "several",
            json!("a"),
            Refused("several must be one of: a string, an integer, a boolean"),
        ),
        (
            "several",
            json!(4),
            Refused("several must be one of: a string, an integer, a boolean"),
        ),
        (
            "several",
            json!(null),
            Refused("several must be one of: a string, an integer, a boolean"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_defaults_or_other_values() {
    send(vec![
        ("currency", json!("USD"), Same),
        (
            "currency",
            json!("US"),
            Refused("currency must have at least 3 characters"),
        ),
        ("copies", json!(2), Same),
        (
            "copies",
            json!(null),
            Refused("copies must be a 64-bit integer"),
        ),
        ("gift", json!(true), Same),
        ("sort", json!("-price"), Same),
        // No default where it is none of the schema's values.
        ("wrong-default", json!("xy"), Same),
    ])
    .await;
}
