//! `drift` catches every sabotage and says what to do; `generate` repairs it.

use std::fs;

use contract_first::files::sha256;

use crate::support::{Copy, checkout, fresh, project};

/// The command repairs it.
fn assert_repaired(copy: &Copy) {
    let outcome = copy.run(&["generate"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let again = copy.run(&["generate"]);
    assert!(
        again.text.contains("Fresh generated: nothing to do"),
        "{}",
        again.text
    );
}

/// Sabotage of the output alone: it is stale, the difference is reported, and writing the output repairs it.
#[track_caller]
fn assert_reported_and_repaired(copy: &Copy, expected: &[&str]) {
    let outcome = copy.compare();
    assert_eq!(outcome.code, 4, "{}", outcome.text);
    for part in expected {
        assert!(
            outcome.text.contains(part),
            "no `{part}` in:\n{}",
            outcome.text
        );
    }
    copy.swap_in();
    let outcome = copy.compare();
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}

#[test]
fn fresh_output_is_fresh() {
    let copy = fresh();
    let outcome = copy.run(&["drift"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 0);
}

#[test]
fn windows_line_ends_are_not_drift() {
    let copy = fresh();
    for name in [
        "generated/notes/src/lib.rs",
        "generated/openapi.json",
        "openapi/overlay.json",
        "openapi/contract.toml",
        "openapi/templates/rust-axum/lib.mustache",
    ] {
        copy.write(name, &copy.read(name).replace('\n', "\r\n"));
    }
    let outcome = copy.run(&["drift"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}

#[test]
fn edited_missing_and_extra_files_are_all_reported() {
    let copy = fresh();
    copy.edit("generated/notes/src/lib.rs", "getNotes", "readNotes");
    copy.edit("generated/openapi.json", "All notes", "Some notes");
    copy.write("generated/notes/src/mine.rs", "// Hand-written.\n");
    fs::remove_file(copy.path("generated/notes/Cargo.toml")).unwrap();
    let outcome = copy.run(&["drift"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 4);
    assert_repaired(&copy);
    assert!(!copy.path("generated/notes/src/mine.rs").exists());
}

#[test]
fn an_edited_cargo_manifest_is_reported() {
    let copy = fresh();
    copy.edit(
        "generated/notes/Cargo.toml",
        "edition = \"2024\"",
        "edition = \"2021\"",
    );
    assert_reported_and_repaired(
        &copy,
        &[
            "generated/notes/Cargo.toml differs from what is generated now",
            "it was edited manually",
        ],
    );
}

#[test]
fn a_broken_cargo_manifest_is_reported() {
    let copy = fresh();
    copy.write("generated/notes/Cargo.toml", "[package\n<<<<<<< HEAD\n");
    assert_reported_and_repaired(
        &copy,
        &[
            "generated/notes/Cargo.toml differs from what is generated now",
            "-<<<<<<< HEAD",
        ],
    );
}

#[test]
fn a_deleted_target_is_one_problem() {
    let copy = fresh();
    fs::remove_dir_all(copy.path("generated/notes")).unwrap();
    assert_reported_and_repaired(
        &copy,
        &[
            "generated/notes is missing, with the 23 files in it",
            "1 problem\n",
        ],
    );
}

#[test]
fn a_deleted_folder_is_one_problem() {
    let copy = fresh();
    fs::remove_dir_all(copy.path("generated")).unwrap();
    insta::assert_snapshot!(copy.compare().text);
    assert_repaired(&copy);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_replaced() {
    let copy = project();
    copy.write("generated", "not a folder");
    assert_reported_and_repaired(&copy, &["generated is missing"]);
}

#[test]
fn folders_and_links_in_the_place_of_files_are_reported() {
    let copy = fresh();
    let name = "generated/openapi.json";
    fs::remove_file(copy.path(name)).unwrap();
    fs::create_dir(copy.path(name)).unwrap();
    assert_reported_and_repaired(
        &copy,
        &["generated/openapi.json is a folder or a link, where a file is generated"],
    );
    copy.write("generated/notes/Cargo.toml", "");
    fs::remove_file(copy.path("generated/notes/Cargo.toml")).unwrap();
    copy.write("generated/notes/Cargo.toml/of-a-person", "");
    assert_reported_and_repaired(
        &copy,
        &[
            "generated/notes/Cargo.toml is a folder or a link",
            "generated/notes/Cargo.toml/of-a-person exists, but nothing generates it",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_the_same_bytes_is_not_a_generated_file() {
    let copy = fresh();
    let name = "generated/notes/src/lib.rs";
    fs::rename(copy.path(name), copy.path("elsewhere.rs")).unwrap();
    std::os::unix::fs::symlink(copy.path("elsewhere.rs"), copy.path(name)).unwrap();
    assert_reported_and_repaired(&copy, &["generated/notes/src/lib.rs is a folder or a link"]);
    assert!(fs::symlink_metadata(copy.path(name)).unwrap().is_file());
}

#[test]
fn a_broken_manifest_is_reported() {
    let copy = fresh();
    copy.write("generated/manifest.json", "<<<<<<< HEAD\n{}\n");
    assert_reported_and_repaired(
        &copy,
        &[
            "manifest.json cannot be read as a manifest",
            "-<<<<<<< HEAD",
        ],
    );
}

#[test]
fn an_edited_manifest_is_reported() {
    let copy = fresh();
    copy.edit(
        "generated/manifest.json",
        "\"notes/Cargo.toml\": \"",
        "\"notes/Cargo.toml\": \"0",
    );
    assert_reported_and_repaired(
        &copy,
        &[
            "manifest.json differs from what is generated now",
            "it was edited manually",
        ],
    );
}

#[test]
fn output_of_another_tool_version_is_stale() {
    let copy = fresh();
    // The pins were raised after the last run: what is recorded is the older version.
    copy.edit(
        "generated/manifest.json",
        "\"openapi-generator-cli\": \"7.26.0\"",
        "\"openapi-generator-cli\": \"7.25.0\"",
    );
    assert_reported_and_repaired(
        &copy,
        &["openapi-generator-cli: the output was generated with 7.25.0, but 7.26.0 is pinned"],
    );
}

#[test]
fn output_of_an_earlier_pipeline_is_distinguished_from_an_edit() {
    let copy = fresh();
    let name = "notes/src/lib.rs";
    let older = copy
        .read(&format!("generated/{name}"))
        .replace("GETNOTES", "GET_NOTES");
    let now = sha256(copy.read(&format!("generated/{name}")).as_bytes());
    copy.write(&format!("generated/{name}"), &older);
    copy.edit("generated/manifest.json", &now, &sha256(older.as_bytes()));
    assert_reported_and_repaired(
        &copy,
        &["another version of the pipeline generates different output"],
    );
}

#[test]
fn an_edited_contract_is_stale_with_the_change_and_annotations() {
    let copy = fresh();
    copy.edit(
        "openapi/accounts.json",
        "\"/notes/{id}\"",
        "\"/notes/{id}/text\"",
    );
    let outcome = copy.run(&["drift", "--format", "github"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 4);
    assert_repaired(&copy);
}

#[test]
fn an_input_that_changes_no_output_is_stale_too() {
    let copy = fresh();
    copy.edit(
        "openapi/overlay.json",
        "The generator asks for it.",
        "The generator insists.",
    );
    let outcome = copy.run(&["drift"]);
    assert_eq!(outcome.code, 4);
    assert!(
        outcome
            .text
            .contains("openapi/overlay.json has changed since the last run"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.text.contains("Fresh generated/notes"),
        "{}",
        outcome.text
    );
    assert_repaired(&copy);
}

#[test]
fn an_edited_template_is_stale() {
    let copy = fresh();
    copy.edit("openapi/templates/rust-axum/Cargo.mustache", "2024", "2021");
    copy.write("openapi/templates/rust-axum/uri.rs", "// Not used here.\n");
    let outcome = copy.run(&["drift"]);
    assert_eq!(outcome.code, 4);
    for expected in [
        "openapi/templates/rust-axum/Cargo.mustache has changed since the last run",
        "openapi/templates/rust-axum/uri.rs is new since the last run",
        "+edition = \"2021\"",
        "it follows from the changed inputs",
    ] {
        assert!(
            outcome.text.contains(expected),
            "no `{expected}` in:\n{}",
            outcome.text
        );
    }
    assert_repaired(&copy);
}

#[test]
fn a_template_that_does_not_render_is_stale_in_the_generators_words() {
    let copy = fresh();
    copy.edit(
        "openapi/templates/rust-axum/lib.mustache",
        "{{/apiInfo}}",
        "",
    );
    let before = copy.read("generated/notes/src/lib.rs");
    let outcome = copy.run(&["drift"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 4);
    assert_eq!(copy.run(&["generate"]).code, 1);
    assert_eq!(
        copy.read("generated/notes/src/lib.rs"),
        before,
        "a failed run leaves the old output"
    );
}

#[test]
fn a_template_that_does_not_format_is_stale_in_the_formatters_words() {
    let copy = fresh();
    copy.edit(
        "openapi/templates/rust-axum/lib.mustache",
        ": &str =",
        ": &str",
    );
    copy.edit("generated/notes/Cargo.toml", "2024", "2021");
    let outcome = copy.run(&["drift"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 4);
}

#[test]
fn another_version_of_a_tool_is_reported() {
    let copy = fresh();
    copy.edit("generated/manifest.json", "\"7.26.0\"", "\"7.0.0\"");
    let outcome = copy.compare();
    assert_eq!(outcome.code, 4, "{}", outcome.text);
    let expected =
        "openapi-generator-cli: the output was generated with 7.0.0, but 7.26.0 is pinned";
    assert!(outcome.text.contains(expected), "{}", outcome.text);
}

#[test]
fn tools_that_cannot_be_installed_fail_and_still_report_what_changed() {
    let copy = fresh();
    copy.edit("openapi/overlay.json", "MIT", "Apache-2.0");
    // Nothing can be installed into a file.
    copy.write("tools", "");
    let outcome = copy.run_with_tools(&["drift"], &copy.path("tools"));
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    for expected in [
        "openapi/overlay.json has changed since the last run",
        "tools",
    ] {
        assert!(
            outcome.text.contains(expected),
            "no `{expected}` in:\n{}",
            outcome.text
        );
    }
}

#[test]
fn a_broken_contract_fails_with_its_line() {
    let copy = fresh();
    copy.edit(
        "openapi/accounts.json",
        "\"title\": \"Notes\",",
        "\"title\": \"Notes\",\n    \"title\": \"Twice\",",
    );
    let outcome = copy.run(&["drift"]);
    insta::assert_snapshot!(outcome.text);
    assert_eq!(outcome.code, 1);
    assert_eq!(copy.run(&["generate"]).code, 1);
}

#[test]
fn the_checkouts_own_output_is_guarded_and_repaired() {
    let copy = checkout();
    assert_eq!(copy.run(&["drift"]).code, 0);
    copy.edit("generated/accounts-api/src/lib.rs", "pub", "pub(crate)");
    copy.write("generated/accounts-api/Cargo.toml", "[package");
    copy.write("generated/accounts-api/src/apis/mine.rs", "");
    fs::remove_file(copy.path("generated/openapi.json")).unwrap();
    copy.edit(
        "openapi/overlay.json",
        "createSubscriptionPortal",
        "openSubscriptionPortal",
    );
    let outcome = copy.run(&["drift"]);
    assert_eq!(outcome.code, 4);
    for expected in [
        "generated/accounts-api/src/lib.rs differs from what is generated now",
        "generated/accounts-api/Cargo.toml differs from what is generated now",
        "generated/accounts-api/src/apis/mine.rs exists, but nothing generates it",
        "generated/openapi.json is missing",
        "openapi/overlay.json has changed since the last run",
    ] {
        assert!(
            outcome.text.contains(expected),
            "no `{expected}` in:\n{}",
            outcome.text
        );
    }
    assert_repaired(&copy);
}
