//! `lint` reports what is not valid OpenAPI, with pointer, reason and fix.

use crate::support::project;

#[test]
fn a_good_document_is_good() {
    let outcome = project().run(&["lint"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(
        outcome.text.contains("valid OpenAPI 3.1.0, 2 operations"),
        "{}",
        outcome.text
    );
}

#[test]
fn what_is_invalid_is_reported_all_at_once() {
    let copy = project();
    copy.edit(
        "openapi/accounts.json",
        "\"description\": \"One note\"",
        "\"descripton\": \"One note\"",
    );
    copy.edit(
        "openapi/accounts.json",
        "\"in\": \"path\"",
        "\"in\": \"header\"",
    );
    copy.edit(
        "openapi/accounts.json",
        "\"type\": \"string\"",
        "\"$ref\": \"#/components/schemas/Id\"",
    );
    copy.edit(
        "openapi/accounts.json",
        "\"title\": \"Notes\"",
        "\"title\": 1.0",
    );
    let outcome = copy.run(&["lint"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 1);
}

#[test]
fn a_missing_overlay_is_named_where_something_is_refused() {
    let copy = project();
    std::fs::remove_file(copy.path("openapi/overlay.json")).unwrap();
    copy.edit(
        "openapi/accounts.json",
        "\"parameters\": [",
        "\"requestBody\": { \"content\": { \"text/xml\": {} } }, \"parameters\": [",
    );
    for command in ["lint", "generate"] {
        let outcome = copy.run(&[command]);
        assert_eq!(outcome.code, 1);
        assert!(
            outcome.text.contains("openapi/overlay.json is missing"),
            "{}",
            outcome.text
        );
    }
}

#[test]
fn schema_objects_are_checked_in_both_versions() {
    for (version, bad) in [
        ("3.1.0", "\"type\": \"text\""),
        ("3.0.3", "\"type\": [\"string\", \"null\"]"),
    ] {
        let copy = project();
        copy.edit("openapi/accounts.json", "3.1.0", version);
        copy.edit("openapi/accounts.json", "\"type\": \"string\"", bad);
        copy.edit(
            "openapi/overlay.json",
            "\"identifier\": \"MIT\"",
            "\"url\": \"https://example.com/licence\"",
        );
        let outcome = copy.run(&["lint"]);
        assert_eq!(outcome.code, 1, "{version}: {}", outcome.text);
        assert!(
            outcome
                .text
                .contains("/paths/~1notes~1{id}/get/parameters/0/schema/type"),
            "{version}: {}",
            outcome.text
        );
    }
}

#[test]
fn each_target_is_asked_for_itself() {
    let copy = project();
    copy.edit(
        "openapi/accounts.json",
        "\"type\": \"string\"",
        "\"type\": \"string\", \"enum\": [\"a\"], \"not\": {}",
    );
    let place = "openapi/accounts.json:";
    let all = copy.run(&["lint"]);
    assert_eq!(all.code, 1, "{}", all.text);
    assert!(
        all.text
            .contains("Refused CF0201 the values of an `enum` are not checked for other rules"),
        "{}",
        all.text
    );
    assert!(all.text.contains(place), "{}", all.text);
    let clients = copy.run(&["lint", "--target", "rust", "--target", "python"]);
    assert_eq!(clients.code, 0, "{}", clients.text);
    assert!(clients.text.contains("Note CF0201"), "{}", clients.text);

    let json = copy.run(&["lint", "--format", "json"]);
    assert_eq!(json.code, 1);
    let json: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    let found = &json["diagnostics"][0];
    assert_eq!(found["code"], "CF0201");
    assert_eq!(found["severity"], "refused");
    assert_eq!(found["file"], "openapi/accounts.json");
    assert!(
        found["line"].as_u64() > Some(1) && found["column"].as_u64() > Some(1),
        "{found}"
    );
    let github = copy.run(&["lint", "--format", "github"]);
    let annotation = format!(
        "::error file=openapi/accounts.json,line={},col={},title=CF0201::",
        found["line"], found["column"]
    );
    assert!(github.text.contains(&annotation), "{}", github.text);
}

/// A program and a workflow get to know why there is nothing to report, whichever command asks.
#[test]
fn a_document_that_cannot_be_read_is_reported_in_each_format() {
    for (text, file, line) in [
        ("{\n  \"openapi\": ,\n}", "openapi/accounts.json", Some(2)),
        ("{\"swagger\": \"2.0\"}", "openapi/accounts.json", None),
    ] {
        for fix in [false, true] {
            let run = |format: &str| {
                let copy = project();
                copy.write(file, text);
                let command = ["lint", "--format", format, "--fix"];
                let outcome = copy.run(&command[..3 + usize::from(fix)]);
                assert_eq!(outcome.code, 1, "{}", outcome.text);
                outcome.text
            };
            // What follows is what a person reads on standard error.
            let json = run("json");
            let mut values = serde_json::Deserializer::from_str(&json).into_iter();
            let json: serde_json::Value = values.next().unwrap().unwrap();
            assert_eq!(json["diagnostics"], serde_json::json!([]));
            assert_eq!(json["error"]["file"], file);
            assert_eq!(json["error"]["line"], serde_json::json!(line));
            assert!(json["error"]["reason"].is_string(), "{json}");
            let place = line.map_or(String::new(), |line| format!(",line={line},col=1"));
            let annotation = format!("::error file={file}{place},title=lint::");
            let github = run("github");
            assert!(github.contains(&annotation), "{github}");
        }
    }
}

#[test]
fn what_is_missing_is_named() {
    let copy = project();
    let document = r#"{"openapi":"3.1.0","info":{"title":"T","version":"1"}}"#;
    copy.write("openapi/accounts.json", document);
    copy.remove("openapi/overlay.json");
    let outcome = copy.run(&["lint"]);
    assert_eq!(outcome.code, 1);
    let reason = "one of `paths`, `components`, `webhooks` is required";
    assert!(outcome.text.contains(reason), "{}", outcome.text);
    copy.edit(
        "openapi/accounts.json",
        "{\"openapi\"",
        r#"{"paths":{"/a":{"get":{"parameters":[{"in":"query"}]}}},"openapi""#,
    );
    let outcome = copy.run(&["lint"]);
    assert!(
        outcome.text.contains("`name` is missing"),
        "{}",
        outcome.text
    );
    let help = "correct `parameters/0` in the published document";
    assert!(outcome.text.contains(help), "{}", outcome.text);
}

#[test]
fn codes_are_explained() {
    let copy = project();
    for code in ["CF0201", "cf0201", "201"] {
        let outcome = copy.run(&["explain", code]);
        assert_eq!(outcome.code, 0);
        assert!(outcome.text.starts_with("CF0201 `not`"), "{}", outcome.text);
        assert!(
            outcome.text.contains("rust-axum   refused\n"),
            "{}",
            outcome.text
        );
        assert!(
            outcome.text.contains("python      noted\n"),
            "{}",
            outcome.text
        );
    }
}

#[test]
fn the_table_of_constructs_is_written_and_guarded_where_a_project_wants_it() {
    let copy = project();
    copy.write(
        "openapi/contract.toml",
        "constructs = \"docs/supported.md\"\n",
    );
    assert_eq!(copy.run(&["generate"]).code, 0);
    assert!(copy.read("docs/supported.md").contains("| CF0201 |"));
    assert_eq!(copy.run(&["drift"]).code, 0);
    copy.edit("docs/supported.md", "CF0201", "CF0202");
    let stale = copy.run(&["drift"]);
    assert_eq!(stale.code, 4);
    assert!(
        stale.text.contains("Stale docs/supported.md"),
        "{}",
        stale.text
    );
    copy.remove("docs/supported.md");
    assert_eq!(copy.run(&["drift"]).code, 4);
    assert_eq!(copy.run(&["generate"]).code, 0);
    assert_eq!(copy.run(&["drift"]).code, 0);
}
