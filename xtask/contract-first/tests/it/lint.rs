//! `lint` tells what is not valid OpenAPI, with pointer, reason and the way out.

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
fn what_is_invalid_is_told_all_at_once() {
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
            outcome.text.contains("openapi/overlay.json is not there"),
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
