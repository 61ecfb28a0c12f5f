//! What cannot be compared ends in one line that names the place, and exit code 1. The real command.

use std::fs;

use crate::support::hostile::command;
use crate::support::{Copy, project};

const GOOD: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    get:
      responses: {'200': {description: D}}
";

const NOTES: &str = include_str!("../fixtures/breaking/notes.yaml");

/// What `breaking` says when the old document is good and the new one is `text`, in a file of that name.
fn compared(copy: &Copy, name: &str, text: &[u8]) -> (Option<i32>, String) {
    copy.write("old.yaml", GOOD);
    copy.write_bytes(name, text);
    with(copy, name)
}

fn with(copy: &Copy, name: &str) -> (Option<i32>, String) {
    let [old, new] = ["old.yaml", name].map(|name| copy.path(name).display().to_string());
    command(copy, &["breaking", &old, &new])
}

/// One line, which says what and where.
#[track_caller]
fn is_one_line(copy: &Copy, (code, text): (Option<i32>, String), place: &str, words: &str) {
    let folder = copy.path("").display().to_string();
    let text = text.replace(folder.trim_end_matches('/'), "");
    assert_eq!(code, Some(1), "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains(place), "no `{place}` in: {text}");
    assert!(text.contains(words), "no `{words}` in: {text}");
}

#[test]
fn what_is_not_a_document_is_one_line() {
    let copy = project();
    let deep = format!("{GOOD}x-a: {}{}\n", "[".repeat(200), "]".repeat(200));
    for (name, text, place, words) in [
        ("new.yaml", "", "/new.yaml", "empty"),
        ("new.yaml", "# Nothing.\n", "/new.yaml", "empty"),
        ("new.yaml", "just words", "/new.yaml", "it is text"),
        ("new.yaml", "[1, 2]", "/new.yaml", "list"),
        (
            "new.yaml",
            "a: [1\nb: 2\n",
            "/new.yaml, line 2",
            "not valid YAML",
        ),
        ("new.yaml", "a: 1\na: 2\n", "/new.yaml, line 2", "`a`"),
        ("new.yaml", "a: 1\n---\nb: 2\n", "/new.yaml", "document"),
        ("new.yaml", "a: *none\n", "/new.yaml, line 1", "YAML"),
        (
            "new.json",
            "{\n\"a\": 1,\n}",
            "/new.json, line 3",
            "not valid JSON",
        ),
        (
            "new.json",
            "{\"a\": 1, \"a\": 2}",
            "/new.json, line 1",
            "`a`",
        ),
        (
            "new.json",
            "{\"a\": 1",
            "/new.json, line 1",
            "not valid JSON",
        ),
        (
            "new.json",
            "<html><body>404</body></html>",
            "/new.json",
            "JSON",
        ),
        ("new.yaml", "swagger: '2.0'\n", "/new.yaml", "Swagger 2.0"),
        (
            "new.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: 7\n",
            "/new.yaml",
            "`paths`",
        ),
        (
            "new.yaml",
            "openapi: 4.0.0\npaths: {}\n",
            "/new.yaml",
            "4.0.0",
        ),
        ("new.yaml", "openapi: 3\npaths: {}\n", "/new.yaml", "3"),
        (
            "new.yaml",
            &deep,
            "/new.yaml, line 7",
            "deeper than 127 levels",
        ),
    ] {
        let message = compared(&copy, name, text.as_bytes());
        is_one_line(&copy, message, place, words);
    }
    let message = compared(&copy, "new.yaml", b"a: 1\nb: \xff\n");
    is_one_line(&copy, message, "/new.yaml, line 2", "not UTF-8");
}

#[test]
fn what_is_not_a_file_is_one_line() {
    let copy = project();
    copy.write("old.yaml", GOOD);
    is_one_line(&copy, with(&copy, "none.yaml"), "/none.yaml", "cannot read");
    fs::create_dir(copy.path("folder")).unwrap();
    is_one_line(&copy, with(&copy, "folder"), "/folder", "it is a folder");
    is_one_line(
        &copy,
        command(&copy, &["breaking", "ftp://a/b", "c"]),
        "ftp://a/b",
        "neither http nor https",
    );
}

#[test]
fn a_malformed_part_is_one_line() {
    let copy = project();
    let get = "/paths/~1a/get";
    for (from, to, place, words) in [
        (
            "{description: D}",
            "5",
            format!(":6:19 {get}/responses/200"),
            "`200` must be an object, not a number",
        ),
        (
            "{description: D}",
            "{$ref: 5}",
            format!(":6:27 {get}/responses/200/$ref"),
            "must be a string, not a number",
        ),
        (
            "{description: D}",
            "{$ref: '#/none'}",
            format!(":6:27 {get}/responses/200/$ref"),
            "`#/none` leads nowhere",
        ),
        (
            "{description: D}",
            "{$ref: 'b.yaml#/R'}",
            format!(":6:27 {get}/responses/200/$ref"),
            "leads to another document",
        ),
        (
            "{description: D}",
            "{content: {a/b: {schema: string}}}",
            format!(":6:43 {get}/responses/200/content/a~1b/schema"),
            "`schema` must be an object, not a string",
        ),
        (
            "{description: D}",
            "{content: {a/b: {schema: {type: text}}}}",
            format!(":6:52 {get}/responses/200/content/a~1b/schema/type"),
            "`text` is not a type of JSON Schema",
        ),
        (
            "responses:",
            "security: [{key: []}]\n      responses:",
            format!(":6:19 {get}/security/0/key"),
            "no security scheme `key`",
        ),
        (
            "    get:",
            "    $ref: '#/paths/~1a'\n    get:",
            ":5:5 /paths/~1a/$ref".to_owned(),
            "never ends",
        ),
        (
            "paths:",
            "components:\n  schemas:\n    A: {$ref: '#/components/schemas/A'}\npaths:",
            ":5:9 /components/schemas/A/$ref".to_owned(),
            "leads back to itself",
        ),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let message = compared(&copy, "new.yaml", text.as_bytes());
        is_one_line(&copy, message, &format!("/new.yaml{place}"), words);
    }
}

#[test]
fn a_document_that_is_too_large_is_one_line() {
    let copy = project();
    let values = format!("{GOOD}x-a: [{}0]\n", "0,".repeat(3_000_000));
    let message = compared(&copy, "new.yaml", values.as_bytes());
    is_one_line(
        &copy,
        message,
        "/new.yaml, line 7",
        "a line of more than 4194304 bytes",
    );
    let bytes = format!("{GOOD}x-a: {}\n", "a".repeat(68_000_000));
    let message = compared(&copy, "new.yaml", bytes.as_bytes());
    is_one_line(&copy, message, "/new.yaml", "more than 67108864 bytes");
}

#[test]
fn what_cannot_be_compared_is_named() {
    let copy = project();
    let missing = NOTES.replace(
        "'#/components/schemas/NewNote'",
        "'#/components/schemas/Nowhere'",
    );
    let outside = NOTES.replace("'#/components/schemas/NewNote'", "'note.yaml#/NewNote'");
    for (new, expected) in [
        ("{", "new.yaml, line 2: not valid YAML"),
        ("swagger: '2.0'\n", "a Swagger 2.0 document"),
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: 7\n",
            "`paths` is a number",
        ),
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {get: 7}}\n",
            "new.yaml:3:14 /paths/~1a/get: not valid OpenAPI 3.1.0: `get` must be an object",
        ),
        (
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: []}}}\n",
            "/paths/~1a/get/responses: not valid OpenAPI 3.0.3: `responses` must be an object",
        ),
        (
            &missing,
            "/paths/~1notes/post/requestBody/content/application~1json/schema/$ref: `#/components/schemas/Nowhere` leads nowhere",
        ),
        (&outside, "an OpenAPI bundler does this"),
    ] {
        let (code, text) = compared(&copy, "new.yaml", new.as_bytes());
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(expected), "no `{expected}` in: {text}");
    }
    let (code, text) = command(
        &copy,
        &["breaking", "/nowhere/old.json", "/nowhere/new.json"],
    );
    assert_eq!(code, Some(1));
    assert!(text.contains("cannot read /nowhere/old.json"), "{text}");
}
