//! The forms of the report, the exceptions in it, and documents that cannot be compared.

use serde_json::{Value, json};

use crate::support::{Copy, Outcome, project};

const OLD: &str = include_str!("../fixtures/breaking/notes.yaml");

/// A lower maximum and another header name break; a description does not.
fn new() -> String {
    OLD.replace("maximum: 10}", "maximum: 5}")
        .replace("name: x-api-key", "name: x-token")
        .replace("Notes of a person", "Notes | of <a> person")
}

/// Runs `breaking` on two texts.
fn breaking(copy: &Copy, old: &str, new: &str, more: &[&str]) -> Outcome {
    copy.write("old.yaml", old);
    copy.write("new.yaml", new);
    let (old, new) = (copy.path("old.yaml"), copy.path("new.yaml"));
    let mut arguments = vec!["breaking", old.to_str().unwrap(), new.to_str().unwrap()];
    arguments.extend(more);
    copy.run(&arguments)
}

fn exceptions(copy: &Copy, list: Value) -> String {
    copy.write(
        "exceptions.json",
        &json!({ "exceptions": list }).to_string(),
    );
    copy.path("exceptions.json").to_str().unwrap().to_owned()
}

fn exception(finding: &Value, expires: &str) -> Value {
    json!({
        "id": finding["id"],
        "pointer": finding["pointer"],
        "reason": "all callers were asked",
        "expires": expires,
    })
}

/// The breaking findings without exceptions: the header's name and the maximum.
fn found(copy: &Copy) -> [Value; 2] {
    let outcome = breaking(copy, OLD, &new(), &["--format", "json"]);
    assert_eq!(outcome.code, 5, "{}", outcome.text);
    let report: Value = serde_json::from_str(&outcome.text).unwrap();
    assert_eq!(
        report["counts"],
        json!({"breaking": 2, "excused": 0, "safe": 1})
    );
    [0, 1].map(|index| report["findings"][index].clone())
}

#[test]
fn each_form_tells_all() {
    let copy = project();
    let [header, maximum] = found(&copy);
    let mut mistyped = exception(&maximum, "2999-12-31");
    mistyped["pointer"] = "/nowhere".into();
    let list = json!([
        exception(&header, "2999-12-31"),
        exception(&maximum, "2020-01-31"),
        mistyped
    ]);
    let file = exceptions(&copy, list);
    for format in ["text", "markdown", "json"] {
        let more = ["--exceptions", file.as_str(), "--format", format];
        let outcome = breaking(&copy, OLD, &new(), &more);
        assert_eq!(outcome.code, 5);
        insta::assert_snapshot!(format, outcome.text);
    }
}

#[test]
fn a_breaking_change_that_is_excused_passes() {
    let copy = project();
    let list = found(&copy).map(|finding| exception(&finding, "2999-12-31"));
    let file = exceptions(&copy, list.to_vec().into());
    let outcome = breaking(&copy, OLD, &new(), &["--exceptions", &file]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(
        outcome.text.contains("0 breaking, 2 excused, 1 safe"),
        "{}",
        outcome.text
    );
    // An exception is for one change: another value at the same place is not excused.
    let lower = new().replace("maximum: 5}", "maximum: 4}");
    let outcome = breaking(&copy, OLD, &lower, &["--exceptions", &file]);
    assert_eq!(outcome.code, 5, "{}", outcome.text);
    assert!(outcome.text.contains("fits no finding"), "{}", outcome.text);
}

#[test]
fn what_is_wrong_with_the_exceptions_is_told_all_at_once() {
    let copy = project();
    let list = json!([
        {"id": "a", "pointer": "/a", "reason": " ", "expires": "31.12.2999"},
        {"id": 1, "pointer": "/a", "reason": "r", "expires": "2999-12-31", "until": "x"},
        "a"
    ]);
    let file = exceptions(&copy, list);
    let outcome = breaking(&copy, OLD, &new(), &["--exceptions", &file]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 1);
    copy.write("exceptions.json", "[]");
    let outcome = breaking(&copy, OLD, &new(), &["--exceptions", &file]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.text.contains("no list `exceptions`"),
        "{}",
        outcome.text
    );
}

#[test]
fn the_same_document_breaks_nothing() {
    let copy = project();
    let outcome = breaking(&copy, OLD, OLD, &[]);
    assert_eq!(outcome.code, 0);
    assert_eq!(
        outcome.text,
        "0 breaking, 0 excused, 0 safe from [project]/old.yaml to [project]/new.yaml\n"
    );
}

#[test]
fn what_cannot_be_compared_is_named() {
    let copy = project();
    let missing = OLD.replace(
        "'#/components/schemas/NewNote'",
        "'#/components/schemas/Nowhere'",
    );
    let outside = OLD.replace("'#/components/schemas/NewNote'", "'note.yaml#/NewNote'");
    for (new, expected) in [
        ("{", "new.yaml, line 2: not valid YAML"),
        ("swagger: '2.0'\n", "a Swagger 2.0 document"),
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: 7\n",
            "`paths` is a number",
        ),
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {get: 7}}\n",
            "/paths/~1a/get: not valid OpenAPI 3.1.0",
        ),
        (
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: []}}}\n",
            "/paths/~1a/get/responses: not valid OpenAPI 3.0.3",
        ),
        (
            &missing,
            "/paths/~1notes/post/requestBody/content/application~1json/schema/$ref: `#/components/schemas/Nowhere` leads nowhere",
        ),
        (&outside, "bundle the documents into one first"),
    ] {
        let outcome = breaking(&copy, OLD, new, &[]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(
            outcome.text.contains(expected),
            "no `{expected}` in: {}",
            outcome.text
        );
    }
    let outcome = copy.run(&["breaking", "/nowhere/old.json", "/nowhere/new.json"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.text.contains("cannot read /nowhere/old.json"),
        "{}",
        outcome.text
    );
}
