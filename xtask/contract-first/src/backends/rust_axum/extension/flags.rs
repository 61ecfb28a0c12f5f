//! The flags that one part of a contract raises by itself.

use serde_json::Value;

use super::facts::Facts;
use crate::backends::rust_axum::code::is_integer_type;

/// Name of a flag, and whether it is raised.
pub type Flag = (&'static str, bool);

/// All of them.
pub fn flags(facts: &Facts) -> Vec<Flag> {
    [
        credentials(facts),
        parameters(facts),
        bodies(facts),
        answers(facts),
        models(facts),
        json(facts),
        checks(facts),
        types(facts),
    ]
    .concat()
}

fn credentials(facts: &Facts) -> Vec<Flag> {
    let in_head = ["header(", "authorization(", "cookie("];
    vec![
        ("secured", facts.secured()),
        ("scopes", facts.any(|operation| operation["scoped"] == true)),
        ("headerKeys", facts.credential("header(")),
        ("queryKeys", facts.credential("query(")),
        ("cookieKeys", facts.credential("cookie(")),
        (
            "keysInHead",
            in_head.iter().any(|call| facts.credential(call)),
        ),
        ("basic", facts.schemes.authorization.contains(&"basic")),
        (
            "mandatory",
            facts.any(|operation| operation["authenticated"]["required"] == true),
        ),
    ]
}

fn parameters(facts: &Facts) -> Vec<Flag> {
    let [path, query, header] = ["path", "query", "header"]
        .map(|place| [false, true].map(|list| facts.located(place, list)));
    let any = |either: [bool; 2]| either.contains(&true);
    vec![
        ("parameters", facts.parameters()),
        ("paths", any(path)),
        ("pathOne", path[0]),
        ("pathList", path[1]),
        ("queries", any(query)),
        ("queryForm", facts.located("query_form", false)),
        ("querySpread", facts.located("query_spread", false)),
        ("queryOne", query[0]),
        ("queryList", query[1]),
        ("headers", any(header)),
        ("headerOne", header[0]),
        ("headerList", header[1]),
        ("cookies", facts.located("cookie", false)),
        ("lists", facts.parameter(|field| field["list"] == true)),
    ]
}

fn bodies(facts: &Facts) -> Vec<Flag> {
    let formed = facts.formed();
    let json = facts.body("json");
    vec![
        ("bodies", facts.bodies()),
        ("jsonBodies", json),
        ("formBodies", facts.body("form")),
        ("textBodies", facts.body("text")),
        ("byteBodies", facts.body("bytes")),
        ("formed", formed),
        ("located", json || formed),
    ]
}

fn answers(facts: &Facts) -> Vec<Flag> {
    let headers = facts.response_headers();
    let plain = facts.answer(|response| response["kind"] == "text" || response["kind"] == "bytes");
    vec![
        ("responseHeaders", headers),
        ("headerValues", facts.header("header")),
        ("responseCookies", facts.header("headers")),
        ("plainAnswers", plain),
        ("answered", headers || plain),
        (
            "bodiesChecked",
            facts.any(|operation| operation["body"]["check"].is_string()),
        ),
        ("answers", facts.json_answers()),
    ]
}

fn models(facts: &Facts) -> Vec<Flag> {
    let rest = facts.property("json::rest");
    let tagged = facts.read("union", |model| model["tagged"] != false);
    vec![
        ("objects", facts.read("object", |_| true)),
        (
            "both",
            facts.read("object", |model| model["response"] == true),
        ),
        ("kept", facts.read("object", |model| model["kept"] != false)),
        ("optionals", facts.property("json::present")),
        ("nullables", facts.property("json::nullable")),
        ("rest", rest),
        ("unions", facts.read("union", |_| true)),
        ("tagged", tagged),
        ("chosen", rest || tagged),
        ("locatedAbroad", rest || tagged || facts.formed()),
        ("exact", facts.read("union", |model| model["exact"] == true)),
        (
            "fits",
            facts.read("union", |model| model["tagged"] == false),
        ),
    ]
}

fn json(facts: &Facts) -> Vec<Flag> {
    let constants = facts.model("constants", |_| true);
    let json = facts.body("json") || facts.formed() || facts.json_answers();
    let mut uses = facts.uses.iter();
    let values = uses.any(|path| path.starts_with("serde_json::"));
    let integers = constants
        || facts.read("object", has_integers)
        || facts.read("union", has_integers)
        || facts.any(|operation| has_integers(&operation["body"]));
    vec![
        ("json", json),
        ("integers", integers),
        (
            "serdeJson",
            json || facts.response_headers() || values || constants,
        ),
    ]
}

fn checks(facts: &Facts) -> Vec<Flag> {
    let parameters = facts.parameters();
    let validated = facts.validated();
    let whole = ["enumeration", "constants", "union"];
    vec![
        ("checked", facts.bodies() || parameters || validated),
        ("validated", validated),
        (
            "validating",
            parameters || facts.checks.contains("validation::first"),
        ),
        (
            "readWhole",
            whole.iter().any(|kind| facts.read(kind, |_| true)),
        ),
        ("formats", facts.checks.contains("formats::")),
    ]
}

fn types(facts: &Facts) -> Vec<Flag> {
    let uris = facts.uses.contains("crate::uri::Uri");
    let modelled = !facts.models.is_empty();
    let written = facts.json_answers() || facts.response_headers();
    vec![
        ("uris", uris),
        (
            "uuids",
            facts.uses.contains("uuid::fmt::Hyphenated")
                || facts.checks.contains("formats::is_uuid("),
        ),
        (
            "serialized",
            uris || written || facts.formed() || facts.body("json") || modelled,
        ),
        ("modelled", modelled),
    ]
}

/// Whether any of the types in an extension is an integer, or made of some.
fn has_integers(value: &Value) -> bool {
    match value {
        Value::Object(entries) => entries
            .iter()
            .any(|(key, value)| match (key.as_str(), value) {
                ("type", Value::String(rust)) => {
                    let mut words = rust.split(|c: char| !c.is_ascii_alphanumeric());
                    words.any(is_integer_type)
                }
                (_, value) => has_integers(value),
            }),
        Value::Array(items) => items.iter().any(has_integers),
        _ => false,
    }
}
