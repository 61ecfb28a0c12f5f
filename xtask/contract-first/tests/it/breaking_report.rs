//! The forms of the report, and the exceptions in it.

use serde_json::{Value, json};

use crate::support::{Copy, Outcome, project};

const OLD: &str = include_str!("../fixtures/breaking/notes.yaml");

/// A lower maximum and another header name break; a new property does not.
fn new() -> String {
    OLD.replace("maximum: 10}", "maximum: 5}")
        .replace("name: x-api-key", "name: x-token")
        .replace(
            "link: {type: string}",
            "link: {type: string}\n        'a | <b>': {type: string}",
        )
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
        json!({"breaking": 2, "excused": 0, "warning": 0, "noted": 0, "safe": 1})
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
    assert!(
        outcome.text.contains("matches no finding"),
        "{}",
        outcome.text
    );
}

#[test]
fn what_is_wrong_with_the_exceptions_is_reported_all_at_once() {
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

/// The only finding of a change of the text, with a category of its own.
fn only(copy: &Copy, from: &str, to: &str) -> (u8, Value) {
    let outcome = breaking(copy, OLD, &OLD.replacen(from, to, 1), &["--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.text).unwrap();
    (outcome.code, report["findings"][0].clone())
}

#[test]
fn each_category_counts_as_much_as_the_project_says() {
    let sdk = ("operationId: listNotes", "operationId: allNotes", "sdk");
    let value = ("[open, done]", "[open, done, late]", "response-enum");
    let wire = ("maximum: 10}", "maximum: 5}", "wire");
    for ((from, to, category), level, code, verdict) in [
        (sdk, None, 0, Some("warning")),
        (sdk, Some("error"), 5, Some("breaking")),
        (sdk, Some("off"), 0, None),
        (value, None, 5, Some("breaking")),
        (value, Some("warning"), 0, Some("warning")),
        (value, Some("off"), 0, None),
        (wire, None, 5, Some("breaking")),
        (wire, Some("warning"), 0, Some("warning")),
    ] {
        let copy = project();
        if let Some(level) = level {
            let setting = format!("[[document]]\nbreaking = {{ {category} = \"{level}\" }}");
            copy.edit("openapi/contract.toml", "[[document]]", &setting);
        }
        let (exit, finding) = only(&copy, from, to);
        assert_eq!(
            (exit, finding["verdict"].as_str()),
            (code, verdict),
            "{category}: {level:?}"
        );
        if verdict.is_some() {
            assert_eq!(finding["category"], category);
        }
    }
}

#[test]
fn an_exception_with_an_id_of_an_earlier_version_is_an_error_that_names_the_new_one() {
    let copy = project();
    let [header, maximum] = found(&copy);
    let new_id = maximum["id"].as_str().unwrap();
    for old_id in [
        "schema-constraint-changed-0a1b2c3d",
        "maximum-lowered-0a1b2c3d",
        "anything",
    ] {
        let mut old = exception(&maximum, "2999-12-31");
        old["id"] = old_id.into();
        let file = exceptions(&copy, json!([exception(&header, "2999-12-31"), old]));
        let outcome = breaking(&copy, OLD, &new(), &["--exceptions", &file]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        let message = format!("error: the exception {old_id} at");
        assert!(outcome.text.contains(&message), "{}", outcome.text);
        let message = format!("the finding is now {new_id}");
        assert!(outcome.text.contains(&message), "{}", outcome.text);
        let outcome = breaking(
            &copy,
            OLD,
            &new(),
            &["--exceptions", &file, "--format", "json"],
        );
        let report: Value = serde_json::from_str(&outcome.text).unwrap();
        assert_eq!(report["exceptions"]["renamed"][0]["ids"], json!([new_id]));
    }
    // Where nothing breaks any more, nothing has another id.
    let mut gone = exception(&maximum, "2999-12-31");
    gone["id"] = "schema-constraint-changed-0a1b2c3d".into();
    let file = exceptions(&copy, json!([gone]));
    let outcome = breaking(&copy, OLD, OLD, &["--exceptions", &file]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(
        outcome.text.contains("matches no finding: remove it"),
        "{}",
        outcome.text
    );
}

/// What programs read is described in a schema; whatever is not in it is not in the report either.
#[test]
fn the_report_for_programs_is_what_its_schema_says() {
    let mut schema: Value =
        serde_json::from_str(include_str!("../../schemas/breaking-report.json")).unwrap();
    close(&mut schema);
    let schema = jsonschema::validator_for(&schema).unwrap();
    let copy = project();
    let [header, maximum] = found(&copy);
    let mut renamed = exception(&maximum, "2999-12-31");
    renamed["id"] = "maximum-lowered-0a1b2c3d".into();
    let mut mistyped = exception(&maximum, "2999-12-31");
    mistyped["pointer"] = "/paths".into();
    let webhooks = "webhooks: {sent: {post: {responses: {'200': {description: D}}}}}\n";
    for (new, list) in [
        (OLD.to_owned(), json!([])),
        (format!("{OLD}{webhooks}"), json!([])),
        (new(), json!([exception(&header, "2999-12-31"), renamed])),
        (new(), json!([exception(&header, "2000-12-31"), mistyped])),
    ] {
        let file = exceptions(&copy, list);
        let format = ["--exceptions", &file, "--format", "json"];
        let outcome = breaking(&copy, OLD, &new, &format);
        let report: Value = serde_json::from_str(&outcome.text).unwrap();
        let errors: Vec<_> = schema.iter_errors(&report).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{}", outcome.text);
    }
}

/// Lets no object of a schema have members that it does not name.
fn close(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Object(members) => {
            members.values_mut().for_each(close);
            if members.get("properties").is_some_and(Value::is_object) {
                members.insert("unevaluatedProperties".to_owned(), false.into());
            }
        }
        _ => {}
    }
}

/// Exceptions name findings by these: they stay as they are.
#[test]
fn ids_are_what_they_were() {
    let copy = project();
    let ids: Vec<Value> = [
        ("maximum: 10}", "maximum: 5}"),
        ("name: x-api-key", "name: x-token"),
        ("operationId: listNotes", "operationId: allNotes"),
        ("        size: {type: integer}\n", ""),
        ("/notes/{id}:", "/pages/{id}:"),
        ("maximum: 100}", "maximum: 50}"),
    ]
    .map(|(from, to)| only(&copy, from, to).1["id"].clone())
    .to_vec();
    insta::assert_snapshot!(serde_json::to_string_pretty(&ids).unwrap());
}

#[test]
fn what_is_inserted_into_a_list_changes_no_id() {
    let copy = project();
    let limit = "- {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}";
    let lowered = limit.replace("100", "50");
    let (_, finding) = only(&copy, limit, &lowered);
    let more = format!("- {{name: page, in: query, schema: {{type: integer}}}}\n        {lowered}");
    let (_, moved) = only(&copy, limit, &more);
    assert_ne!(moved["pointer"], finding["pointer"]);
    assert_eq!(moved["id"], finding["id"]);
    let file = exceptions(&copy, json!([exception(&finding, "2999-12-31")]));
    let new = OLD.replacen(limit, &more, 1);
    let outcome = breaking(&copy, OLD, &new, &["--exceptions", &file]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    // The same change of another parameter is another finding.
    let other = OLD.replacen("{name: limit,", "{name: size,", 1);
    let outcome = breaking(
        &copy,
        &other,
        &other.replacen("100}", "50}", 1),
        &["--exceptions", &file],
    );
    assert_eq!(outcome.code, 5, "{}", outcome.text);
}

#[test]
fn findings_are_annotations_of_a_workflow() {
    let copy = project();
    let new = new().replacen("operationId: listNotes", "operationId: allNotes", 1);
    let outcome = breaking(&copy, OLD, &new, &["--format", "github"]);
    assert_eq!(outcome.code, 5);
    let lines: Vec<&str> = outcome
        .text
        .lines()
        .filter(|line| line.starts_with("::"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_difference_is_a_changelog_for_those_who_call_the_api() {
    let copy = project();
    let latest = "  /notes/latest:\n    get: {operationId: latest, responses: {'204': {description: Done}}}\n  /notes/{id}:";
    let new = new()
        .replacen("  /notes/{id}:", latest, 1)
        .replacen(
            "operationId: readNote",
            "operationId: readNote\n      deprecated: true\n      x-sunset: 2030-01-01",
            1,
        )
        .replace(
            "email: {type: string, format: email}",
            "phone: {type: string}",
        );
    let outcome = breaking(&copy, OLD, &new, &["--format", "changelog"]);
    assert_eq!(outcome.code, 5);
    insta::assert_snapshot!(outcome.text);
    for (from, to, expected) in [
        ("x", "x", "## 1.0.0\n\nNothing changed since `1.0.0`."),
        (
            "link: {type: string}",
            "link: {type: string}\n        due: {type: string}",
            "## 1.1.0\n",
        ),
        ("maximum: 10}", "maximum: 20}", "## 1.0.1\n"),
        (
            "operationId: listNotes",
            "operationId: allNotes",
            "## 1.0.1\n",
        ),
        ("version: 1.0.0", "version: 3.0.0", "## 3.0.0\n"),
    ] {
        let outcome = breaking(
            &copy,
            OLD,
            &OLD.replacen(from, to, 1),
            &["--format", "changelog"],
        );
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        assert!(
            outcome.text.starts_with(expected),
            "{expected}: {}",
            outcome.text
        );
    }
}
