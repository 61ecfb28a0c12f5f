//! `breaking --against`: the old contract comes out of git, and `import` reports what it breaks.

use std::process::Command;

use crate::support::{Copy, Outcome, project};

/// Runs git in a copy, with nothing of the machine's own settings.
fn git(copy: &Copy, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(copy.path("openapi/.."))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .args([
            "-c",
            "user.name=Tests",
            "-c",
            "user.email=tests@example.com",
        ])
        .args(["-c", "init.defaultBranch=main"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

fn commit(copy: &Copy) {
    git(copy, &["add", "--all"]);
    git(copy, &["commit", "--quiet", "--message", "text"]);
}

/// The small project as a repository with an empty commit and one with the project.
fn repository() -> Copy {
    let copy = project();
    git(&copy, &["init", "--quiet"]);
    git(
        &copy,
        &["commit", "--quiet", "--allow-empty", "--message", "text"],
    );
    commit(&copy);
    copy
}

#[track_caller]
fn says(outcome: &Outcome, code: u8, parts: &[&str]) {
    assert_eq!(outcome.code, code, "{}", outcome.text);
    for part in parts {
        assert!(
            outcome.text.contains(part),
            "no `{part}` in: {}",
            outcome.text
        );
    }
}

#[test]
fn the_working_tree_is_compared_with_a_revision() {
    let copy = repository();
    let outcome = copy.run(&["breaking", "--against", "HEAD"]);
    says(&outcome, 0, &["0 breaking, 0 excused, 0 safe from HEAD ("]);
    copy.edit(
        "openapi/accounts.json",
        "\"type\": \"string\"",
        "\"type\": \"integer\"",
    );
    let outcome = copy.run(&["breaking", "--against", "HEAD"]);
    let messages = [
        "Breaking GET /notes/{id} (getNotesById)",
        "/paths/~1notes~1{id}/get/parameters/0/schema/type",
        "string -> integer",
        ") to the working tree",
    ];
    says(&outcome, 5, &messages);
    // Where it is excused in the checkout, it passes.
    let id = outcome
        .text
        .split("id:")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap();
    let exceptions = format!(
        r#"{{"exceptions": [{{"id": "{id}", "pointer": "{}", "reason": "no callers left", "expires": "2999-12-31"}}]}}"#,
        messages[1]
    );
    copy.write("openapi/breaking-exceptions.json", &exceptions);
    let outcome = copy.run(&["breaking", "--against", "HEAD"]);
    says(
        &outcome,
        0,
        &[
            "0 breaking, 1 excused",
            "no callers left (until 2999-12-31)",
        ],
    );
}

#[test]
fn what_the_overlay_changes_counts_too() {
    let copy = repository();
    let scheme = r#"{"target": "$", "update": {"components": {"securitySchemes": {"key": {"type": "http", "scheme": "basic"}}}}},"#;
    copy.edit(
        "openapi/overlay.json",
        "\"actions\": [",
        &format!("\"actions\": [{scheme}"),
    );
    copy.edit(
        "openapi/overlay.json",
        "\"tags\": [",
        "\"security\": [{\"key\": []}], \"tags\": [",
    );
    let outcome = copy.run(&["breaking", "--against", "HEAD"]);
    says(
        &outcome,
        5,
        &["No longer sufficient: no credentials. Now required: key."],
    );
}

#[test]
fn a_checkout_that_lacks_commits_is_reported() {
    let copy = repository();
    let published = copy.read("openapi/accounts.json");
    let pages =
        r#""/pages": {"get": {"responses": {"200": {"description": "All pages"}}}}, "/notes": {"#;
    copy.edit("openapi/accounts.json", "\"/notes\": {", pages);
    commit(&copy);
    git(&copy, &["checkout", "--quiet", "-b", "work", "HEAD~1"]);
    assert_eq!(copy.read("openapi/accounts.json"), published);
    let outcome = copy.run(&["breaking", "--against", "main"]);
    says(
        &outcome,
        5,
        &["GET /pages", "has commits that are not in this checkout"],
    );
}

#[test]
fn what_is_missing_is_reported_with_the_way_out() {
    let outcome = project().run(&["breaking"]);
    says(
        &outcome,
        1,
        &[
            "is not in a git repository",
            "compare two files instead: breaking OLD NEW",
        ],
    );
    let copy = repository();
    let outcome = copy.run(&["breaking"]);
    says(
        &outcome,
        1,
        &[
            "no revision origin/main in this repository",
            "git fetch origin main",
        ],
    );
    let outcome = copy.run(&["breaking", "--against=--all"]);
    says(&outcome, 1, &["no revision --all in this repository"]);
    let outcome = copy.run(&["breaking", "--against", "HEAD~1"]);
    says(&outcome, 1, &["has no openapi/accounts.json"]);
    copy.write("openapi/accounts.json", "{");
    commit(&copy);
    let outcome = copy.run(&["breaking", "--against", "HEAD"]);
    says(
        &outcome,
        1,
        &["HEAD:openapi/accounts.json", "line 1: not valid JSON"],
    );
}

#[test]
fn a_shallow_clone_is_advised_how_to_get_the_rest() {
    let copy = repository();
    let from = format!(
        "file://{}",
        copy.path("openapi/..").canonicalize().unwrap().display()
    );
    let clone = project();
    git(&clone, &["init", "--quiet"]);
    git(&clone, &["fetch", "--quiet", "--depth", "1", &from, "main"]);
    git(&clone, &["checkout", "--quiet", "--force", "FETCH_HEAD"]);
    let outcome = clone.run(&["breaking", "--against", "HEAD~1"]);
    says(
        &outcome,
        1,
        &[
            "this clone is shallow",
            "git fetch --unshallow",
            "fetch-depth: 0",
        ],
    );
}

#[test]
fn an_import_tells_what_breaks_before_it_writes() {
    let copy = project();
    let published = copy
        .read("openapi/accounts.json")
        .replace("\"string\"", "\"integer\"");
    copy.write("published.json", &published);
    let place = copy.path("published.json");
    let outcome = copy.run(&["import", "--no-generate", place.to_str().unwrap()]);
    says(
        &outcome,
        0,
        &[
            "Breaking GET /notes/{id} (getNotesById)",
            "1 breaking, 0 excused, 0 safe",
        ],
    );
    let position = |part: &str| outcome.text.find(part).unwrap();
    assert!(position("1 breaking") < position("changed  GET /notes/{id}"));
    assert!(position("changed  GET /notes/{id}") < position("wrote openapi/accounts.json"));
    assert_eq!(copy.read("openapi/accounts.json"), published);
}

#[test]
fn an_import_that_cannot_be_compared_is_imported() {
    let copy = project();
    let published = copy
        .read("openapi/accounts.json")
        .replace("\"type\": \"string\"", "\"$ref\": \"#/nowhere\"");
    copy.write("published.json", &published);
    let place = copy.path("published.json");
    let outcome = copy.run(&["import", "--no-generate", place.to_str().unwrap()]);
    says(
        &outcome,
        0,
        &[
            "warning: cannot check what this breaks",
            "`#/nowhere` leads nowhere",
            "wrote openapi/accounts.json",
        ],
    );
}
