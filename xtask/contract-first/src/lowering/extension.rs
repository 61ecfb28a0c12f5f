use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::code::{is_integer_type, without_literals};
use super::docs;
use super::names::literal;
use super::security::Schemes;
use super::version::Version;
use crate::model::{Info, Operation};
use crate::text::literal::toml;
use crate::text::one_line;

/// An operation, the module of its tag, and its extension.
pub struct Lowering<'c> {
    pub operation: &'c Operation,
    pub module: String,
    pub extension: Map<String, Value>,
}

/// Helpers of the generated crate that are written only where checks use them: flag, and how a check calls it.
const HELPERS: [(&str, &str); 16] = [
    ("rule", "validation::rule("),
    ("field", "validation::field("),
    ("items", "validation::items("),
    ("entries", "validation::entries("),
    ("present", "validation::present("),
    ("distinct", "validation::is_distinct("),
    ("pairwise", "validation::is_pairwise_distinct("),
    ("multiple", "validation::is_multiple("),
    ("base64", "formats::is_base64("),
    ("date", "formats::is_date("),
    ("dateTime", "formats::is_date_time("),
    ("email", "formats::is_email("),
    ("ipv4", "formats::is_ipv4("),
    ("ipv6", "formats::is_ipv6("),
    ("time", "formats::is_time("),
    ("uuid", "formats::is_uuid("),
];

/// What the templates of the crate as a whole read.
pub fn crate_extension(
    info: &Info,
    operations: &[Lowering],
    models: &[Value],
    schemes: &Schemes,
    patterns: &HashMap<&str, usize>,
    (uses, forms): (&BTreeSet<String>, Vec<Value>),
) -> Value {
    let any = |test: &dyn Fn(&Map<String, Value>) -> bool| {
        operations.iter().any(|one| test(&one.extension))
    };
    let fields = |test: &dyn Fn(&Value) -> bool| {
        any(&|lowered| {
            lowered["parameters"]["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .any(test)
        })
    };
    let located = |place: &str, list: bool| {
        fields(&|field| field["location"] == place && field["list"] == list)
    };
    let of = |kind: &str, test: &dyn Fn(&Value) -> bool| {
        models.iter().any(|model| model.get(kind).is_some_and(test))
    };
    let read = |kind: &str, test: &dyn Fn(&Value) -> bool| {
        of(kind, &|model| model["request"] == true && test(model))
    };
    let serde = |function: &str| {
        // In a text of the document the quotation marks would be escaped.
        let attribute = format!("deserialize_with = {}", literal(function));
        read("object", &|model| {
            let fields = model["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .chain([&model["kept"]]);
            fields.into_iter().any(|field| {
                field["serde"][0]
                    .as_str()
                    .is_some_and(|serde| serde.contains(&attribute))
            })
        })
    };
    let secured = any(&|lowered| lowered["authenticated"] != false);
    let parameters = any(&|lowered| lowered["parameters"] != false);
    let bodies = any(&|lowered| lowered["body"] != false);
    let body = |kind: &str| any(&|lowered| lowered["body"]["kind"] == kind);
    let response = |test: &dyn Fn(&Value) -> bool| {
        any(&|lowered| {
            lowered["responses"]
                .as_array()
                .into_iter()
                .flatten()
                .any(test)
        })
    };
    let answers = response(&|response| response["kind"] == "json");
    let headers = response(&|response| response["headers"] != false);
    let written = |with: &str| {
        response(&|response| {
            let fields = response["headers"]["fields"].as_array();
            fields
                .into_iter()
                .flatten()
                .any(|field| field["write"] == with)
        })
    };
    let plain = response(&|response| response["kind"] == "text" || response["kind"] == "bytes");
    let formed = !forms.is_empty() || body("form") || located("query_form", false);
    let mut checks = Vec::new();
    operations.iter().for_each(|one| {
        one.extension
            .values()
            .for_each(|value| gather(value, &mut checks))
    });
    models.iter().for_each(|model| gather(model, &mut checks));
    let checks = without_literals(&checks.join("\n"));
    // A parameter's struct is checked always, a body where it is a model or has rules.
    let validated = parameters || checks.contains("validation::");
    let patterns = used_patterns(patterns, &checks);
    let formats = checks.contains("formats::");
    let authorization: Vec<_> = schemes
        .authorization
        .iter()
        .map(|word| literal(word))
        .collect();
    let reads = |call: &str| {
        schemes.rendered.iter().any(|scheme| {
            scheme["read"]
                .as_str()
                .is_some_and(|read| read.starts_with(call))
        })
    };
    let rest = serde("json::rest");
    let tagged = read("union", &|model| model["tagged"] != false);
    let unions = read("union", &|_| true);
    let values = uses.iter().any(|path| path.starts_with("serde_json::"));
    let flags = [
        ("secured", secured),
        ("scopes", any(&|lowered| lowered["scoped"] == true)),
        ("headerKeys", reads("header(")),
        ("queryKeys", reads("query(")),
        ("cookieKeys", reads("cookie(")),
        (
            "keysInHead",
            ["header(", "authorization(", "cookie("]
                .iter()
                .any(|call| reads(call)),
        ),
        ("basic", schemes.authorization.contains(&"basic")),
        (
            "mandatory",
            any(&|lowered| lowered["authenticated"]["required"] == true),
        ),
        ("parameters", parameters),
        ("paths", located("path", false) || located("path", true)),
        ("pathOne", located("path", false)),
        ("pathList", located("path", true)),
        ("queries", located("query", false) || located("query", true)),
        ("queryForm", located("query_form", false)),
        ("querySpread", located("query_spread", false)),
        ("queryOne", located("query", false)),
        ("queryList", located("query", true)),
        (
            "headers",
            located("header", false) || located("header", true),
        ),
        ("headerOne", located("header", false)),
        ("headerList", located("header", true)),
        ("cookies", located("cookie", false)),
        ("lists", fields(&|field| field["list"] == true)),
        ("bodies", bodies),
        ("jsonBodies", body("json")),
        ("formBodies", body("form")),
        ("textBodies", body("text")),
        ("byteBodies", body("bytes")),
        ("formed", formed),
        ("located", body("json") || formed),
        ("responseHeaders", headers),
        ("headerValues", written("header")),
        ("responseCookies", written("headers")),
        ("plainAnswers", plain),
        ("answered", headers || plain),
        (
            "bodiesChecked",
            any(&|lowered| lowered["body"]["check"].is_string()),
        ),
        ("answers", answers),
        ("objects", read("object", &|_| true)),
        ("both", read("object", &|model| model["response"] == true)),
        ("kept", read("object", &|model| model["kept"] != false)),
        ("optionals", serde("json::present")),
        ("nullables", serde("json::nullable")),
        ("rest", rest),
        ("unions", unions),
        ("tagged", tagged),
        ("chosen", rest || tagged),
        ("locatedAbroad", rest || tagged || formed),
        ("exact", read("union", &|model| model["exact"] == true)),
        ("fits", read("union", &|model| model["tagged"] == false)),
        ("json", body("json") || formed || answers),
        (
            "integers",
            of("constants", &|_| true)
                || read("object", &has_integers)
                || read("union", &has_integers)
                || any(&|lowered| has_integers(&lowered["body"])),
        ),
        (
            "serdeJson",
            body("json") || formed || answers || headers || values || of("constants", &|_| true),
        ),
        ("checked", bodies || parameters || validated),
        ("validated", validated),
        (
            "validating",
            parameters || checks.contains("validation::first"),
        ),
        (
            "readWhole",
            ["enumeration", "constants", "union"]
                .iter()
                .any(|kind| read(kind, &|_| true)),
        ),
        ("formats", formats),
        ("uris", uses.contains("crate::uri::Uri")),
        (
            "uuids",
            uses.contains("uuid::fmt::Hyphenated") || checks.contains("formats::is_uuid("),
        ),
        (
            "serialized",
            uses.contains("crate::uri::Uri")
                || answers
                || headers
                || formed
                || body("json")
                || !models.is_empty(),
        ),
        ("modelled", !models.is_empty()),
    ];
    let mut extension = json!({
        "docs": head(info),
        "titleToml": toml(&one_line(&info.title)),
        "version": Version::of(&info.version).semantic(),
        "licenseToml": info.license.as_deref().map_or(Value::Bool(false), |text| toml(&one_line(text)).into()),
        "schemes": schemes.rendered,
        "authorization": if authorization.is_empty() || !secured { Value::Bool(false) } else { format!("[{}]", authorization.join(", ")).into() },
        "patterns": if patterns.is_empty() { Value::Bool(false) } else { json!({ "each": patterns }) },
        "models": models,
        "forms": forms,
        "authorizationKey": if schemes.whole.is_empty() || authorization.is_empty() || !secured { Value::Bool(false) } else { schemes.whole.join(" | ").into() },
    });
    for (flag, raised) in flags {
        extension[flag] = raised.into();
    }
    for (flag, call) in HELPERS {
        extension[format!("{flag}Check")] = checks.contains(call).into();
    }
    let raised = |flags: &[&str]| flags.iter().any(|flag| extension[*flag] == true);
    let decoding = ["queries", "pathList", "headerList", "formed"];
    let together = [
        (
            "base64Encoded",
            raised(&["base64Check"]) || secured && extension["basic"] == true,
        ),
        ("urlencoded", raised(&decoding)),
        ("urlencodedParameters", raised(&decoding[..3])),
        ("pairsRead", raised(&["queries", "formed"])),
        (
            "queryDecoded",
            raised(&decoding) || secured && extension["queryKeys"] == true,
        ),
        ("queryForms", raised(&["queryForm", "querySpread"])),
        ("typedBodies", raised(&["jsonBodies", "formBodies"])),
        ("owned", raised(&["jsonBodies", "rest"])),
        ("rejects", raised(&["answers", "jsonBodies"])),
        ("uriCredentials", secured && extension["queryKeys"] == true),
        (
            "headerRead",
            raised(&["headerKeys"]) || extension["authorization"] != false,
        ),
        ("headersOrCookies", raised(&["headers", "cookies"])),
        ("fieldwise", raised(&["optionals", "nullables", "rest"])),
        (
            "inside",
            raised(&[
                "fieldCheck",
                "itemsCheck",
                "entriesCheck",
                "chosen",
                "queryForm",
            ]),
        ),
        (
            "checkedUsed",
            raised(&[
                "ruleCheck",
                "fieldCheck",
                "itemsCheck",
                "entriesCheck",
                "presentCheck",
                "bodiesChecked",
            ]),
        ),
        (
            "onceUsed",
            raised(&["queryOne", "queryList", "headerOne", "cookies"]),
        ),
        ("splitUsed", raised(&["pathList", "queryList", "formed"])),
        (
            "single",
            raised(&["pathOne", "queryOne", "headerOne", "cookies"]),
        ),
        (
            "times",
            raised(&["dateCheck", "dateTimeCheck", "timeCheck"]),
        ),
    ];
    for (flag, raised) in together {
        extension[flag] = raised.into();
    }
    extension
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

/// The checks of an extension.
fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("check", Value::String(check)) => found.push(check.clone()),
                    ("each", Value::Array(checks)) => {
                        found.extend(checks.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => gather(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        _ => {}
    }
}

/// The patterns that checks use.
fn used_patterns(patterns: &HashMap<&str, usize>, checks: &str) -> Vec<Value> {
    let mut all: Vec<_> = patterns
        .iter()
        .map(|(pattern, number)| (*number, pattern))
        .collect();
    all.sort_unstable();
    let used = all
        .into_iter()
        .filter(|(number, _)| checks.contains(&format!("PATTERN_{number}.")));
    used.map(|(number, pattern)| json!({ "name": format!("PATTERN_{number}"), "literal": literal(pattern) })).collect()
}

fn head(info: &Info) -> Vec<String> {
    let mut lines = docs::lines(&format!("{} {}", info.title, info.version));
    let description = docs::lines(&info.description);
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    lines
}
