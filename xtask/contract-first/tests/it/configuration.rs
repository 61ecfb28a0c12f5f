//! `openapi/contract.toml`: nothing in it is passed over or taken for something else, and messages name the place.

use crate::support::project;

const FILE: &str = "openapi/contract.toml";

/// What is edited, what it becomes, and what is said about it.
const FAULTS: [(&str, &str, &str); 22] = [
    (
        "version = 1",
        "version = 2",
        ":2:11: this tool reads version 1",
    ),
    (
        "version = 1",
        "version = \"1\"",
        ":2:11: this tool reads version 1",
    ),
    (
        "version = 1",
        "verson = 1",
        ":2:1: unknown key `verson`; did you mean `version`?",
    ),
    (
        "version = 1",
        "xyz = 1",
        ":2:1: unknown key `xyz`; use version, constructs, document",
    ),
    ("version = 1", "version = 1 1", ":2:11: "),
    (
        "[[document]]",
        "[[documents]]",
        ":4:3: unknown key `documents`; did you mean `document`?",
    ),
    (
        "[[document]]",
        "[[document]]\nfile = \"../a.json\"",
        ":5:8: `../a.json` must be the name of a JSON file",
    ),
    (
        "[[document]]",
        "[[document]]\nfile = 7",
        ":5:8: `file` must be a string",
    ),
    (
        "[[document]]",
        "[[document]]\n[[document]]",
        "there are several [[document]]",
    ),
    (
        "kind = \"rust-axum\"",
        "kind = \"rust-axom\"",
        ":7:8: unknown target `rust-axom`; did you mean `rust-axum`?",
    ),
    (
        "kind = \"rust-axum\"",
        "kind = \"go\"",
        ":7:8: unknown target `go`; use rust-axum, rust, typescript, python",
    ),
    (
        "kind = \"rust-axum\"",
        "",
        "a [[document.target]] needs `kind`: rust-axum, rust, typescript, python",
    ),
    (
        "package = \"notes\"",
        "packge = \"notes\"",
        ":8:1: unknown key `packge`; did you mean `package`?",
    ),
    (
        "package = \"notes\"",
        "package = \"../notes\"",
        ":8:11: `../notes` is not a package name",
    ),
    (
        "package = \"notes\"",
        "package = \"@acme/notes\"",
        ":8:11: `@acme/notes` is not a package name",
    ),
    (
        "package = \"notes\"",
        "folder = \"crates/notes\"",
        ":8:10: `crates/notes` must be a folder in `generated`",
    ),
    (
        "package = \"notes\"",
        "folder = \"generated/a/b\"",
        ":8:10: `generated/a/b` must be a folder in `generated`",
    ),
    (
        "package = \"notes\"",
        "folder = \"generated/..\"",
        ":8:10: `generated/..` must be a folder in `generated`",
    ),
    (
        "package = \"notes\"",
        "environment = \"NOTES\"",
        ":8:15: `environment` is for clients",
    ),
    (
        "kind = \"rust-axum\"",
        "kind = \"rust\"\nenvironment = \"notes\"",
        ":8:15: `notes` must be capital letters",
    ),
    (
        "package = \"notes\"",
        "folder = \"generated/Notes\"\n[[document.target]]\nkind = \"rust\"\npackage = \"notes\"",
        "two targets write to generated/notes",
    ),
    (
        "[[document.target]]",
        "[document.target]",
        "`target` must be a list of tables: write [[target]] above each",
    ),
];

#[test]
fn what_means_nothing_is_refused_with_its_place() {
    for (old, new, words) in FAULTS {
        is_refused(old, new, words);
    }
}

#[test]
fn levels_of_breaking_changes_are_those_that_there_are() {
    for (value, words) in [
        (
            "{ wir = \"error\" }",
            ":5:14: unknown key `wir`; did you mean `wire`?",
        ),
        (
            "{ wire = \"error\", responseEnum = \"off\" }",
            ":5:30: unknown key `responseEnum`; did you mean `response-enum`?",
        ),
        (
            "{ removals = \"error\" }",
            ":5:14: unknown key `removals`; use wire, sdk, response-enum",
        ),
        (
            "{ sdk = \"eror\" }",
            ":5:20: unknown level `eror`; did you mean `error`?",
        ),
        (
            "{ sdk = \"Warning\" }",
            ":5:20: unknown level `Warning`; did you mean `warning`?",
        ),
        (
            "{ response-enum = \"ignore\" }",
            ":5:30: unknown level `ignore`; use error, warning, off",
        ),
        ("{ wire = false }", ":5:21: `wire` must be a string"),
        ("{ wire = \"off\", wire = \"error\" }", ":5:"),
        (
            "\"error\"",
            ":5:12: `breaking` must be a table, such as { wire = \"error\" }",
        ),
    ] {
        let new = format!("[[document]]\nbreaking = {value}");
        is_refused("[[document]]", &new, words);
    }
    // The other way to write a table.
    is_refused(
        "[[document.target]]",
        "[document.breaking]\nwire = \"error\"\nsdks = \"off\"\n\n[[document.target]]",
        ":8:1: unknown key `sdks`; did you mean `sdk`?",
    );
}

/// A change of the file makes every command that reads it fail, with these words and nothing written.
#[track_caller]
fn is_refused(old: &str, new: &str, words: &str) {
    let copy = project();
    copy.edit(FILE, old, new);
    for command in [&["generate"][..], &["lint"], &["breaking"]] {
        let outcome = copy.run(command);
        assert_eq!(outcome.code, 1, "{new}: {}", outcome.text);
        assert!(outcome.text.contains(FILE), "{new}: {}", outcome.text);
        assert!(outcome.text.contains(words), "{new}: {}", outcome.text);
        assert_eq!(outcome.text.lines().count(), 1, "{new}: {}", outcome.text);
    }
    assert!(!copy.path("generated").exists());
}

#[test]
fn without_the_file_everything_is_made_of_the_one_document() {
    let copy = project();
    copy.remove(FILE);
    let outcome = copy.run(&["generate"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for (file, name) in [
        ("accounts-api/Cargo.toml", "name = \"accounts-api\""),
        ("accounts-client/README.md", "ACCOUNTS_CLIENT_"),
        (
            "typescript-client/package.json",
            "\"name\": \"accounts-client\"",
        ),
        ("python-client/pyproject.toml", "name = \"accounts-client\""),
        ("python-client/accounts_client/client.py", "class Client"),
    ] {
        let text = copy.read(&format!("generated/{file}"));
        assert!(text.contains(name), "{file}: {text}");
    }
}

#[test]
fn an_organisation_may_own_the_package_for_npm() {
    let copy = project();
    copy.edit(FILE, "rust-axum", "typescript");
    copy.edit(FILE, "\"notes\"", "\"@acme/notes\"\nenvironment = \"ACME\"");
    let outcome = copy.run(&["generate"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let manifest = copy.read("generated/typescript-client/package.json");
    assert!(manifest.contains("\"name\": \"@acme/notes\""), "{manifest}");
    assert!(
        copy.read("generated/typescript-client/README.md")
            .contains("ACME_")
    );
}

#[test]
fn the_published_place_is_where_import_reads() {
    let copy = project();
    let outcome = copy.run(&["import", "--check"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    let words = "import from where? Name a file or URL, or write `published = \"URL\"` under [[document]] in openapi/contract.toml";
    assert!(outcome.text.contains(words), "{}", outcome.text);
    let published = copy.path("published.json").display().to_string();
    copy.write("published.json", &copy.read("openapi/accounts.json"));
    copy.edit(
        FILE,
        "[[document]]",
        &format!("[[document]]\npublished = '{published}'"),
    );
    let outcome = copy.run(&["import", "--check"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}
