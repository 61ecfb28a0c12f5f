//! Where the parts of an effective document are: in the published file, its page, or the overlay.

use contract_first::document::{Format, Place, Pointer, Source};
use contract_first::effective::{Effective, effective};

/// The documents are the same but for their form.
const JSON: &str = r##"{
  "openapi": "3.1.0",
  "info": { "title": "T", "version": "1", "license": { "name": "MIT" } },
  "tags": [ { "name": "Ä" }, { "name": "B" }, { "name": "C" } ],
  "paths": {
    "/a/{id}": { "get": { "responses": { "200": { "description": "" } } } },
    "/b": { "$ref": "#/components/pathItems/B", "summary": "B" }
  },
  "components": { "pathItems": { "B": {
    "post": { "responses": {} }
  } } }
}
"##;
const YAML: &str = r##"openapi: 3.1.0
info: {title: T, version: "1", license: &mit {name: MIT}}
tags: [{name: Ä}, {name: B}, {name: C}]
paths:
  /a/{id}:
    get:
      responses:
        "200":
          description: ""
  /b:
    $ref: "#/components/pathItems/B"
    summary: B
components:
  pathItems:
    B:
      post: {responses: {}}
"##;

fn read(name: &str, text: &str, format: Format, overlay: Option<&str>) -> Effective {
    let source = Source {
        name: name.to_owned(),
        text: text.to_owned(),
        format,
    };
    let overlay = overlay.map(|text| Source {
        name: "overlay.yaml".to_owned(),
        text: text.to_owned(),
        format: Format::Yaml,
    });
    effective(source.document().unwrap(), overlay).unwrap()
}

/// Where a text is that is there once.
fn of(file: &str, text: &str, part: &str) -> Place {
    let text = text.trim_start_matches('\u{feff}');
    assert_eq!(text.matches(part).count(), 1, "{part}");
    let (before, _) = text.split_once(part).unwrap();
    let line = before.lines().last().filter(|_| !before.ends_with('\n'));
    Place {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: line.unwrap_or_default().chars().count() + 1,
    }
}

fn place(document: &Effective, pointer: &str) -> Place {
    document.places.place(&Pointer::from(pointer))
}

#[track_caller]
fn all(document: &Effective, expected: &[(&str, Place)]) {
    for (pointer, expected) in expected {
        assert_eq!(place(document, pointer), *expected, "{pointer}");
    }
}

#[test]
fn parts_are_located_where_their_text_is() {
    let page = format!("# API\n\n1. Ä\n\n   ~~~\n{}   ~~~\n", indented(YAML));
    let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for (name, text, format) in [
        ("a.json", JSON.to_owned(), Format::Json),
        ("a.json", crlf(JSON), Format::Json),
        ("a.yaml", YAML.to_owned(), Format::Yaml),
        ("a.yaml", crlf(YAML), Format::Yaml),
        ("a.md", page.clone(), Format::Page),
        ("a.md", page.replace('\n', "\r\n"), Format::Page),
    ] {
        let document = read(name, &text, format, None);
        let json = format == Format::Json;
        let part =
            |in_json: &str, in_yaml: &str| of(name, &text, if json { in_json } else { in_yaml });
        all(
            &document,
            &[
                ("/openapi", part("\"openapi\"", "openapi")),
                ("/tags/1", part("{ \"name\": \"B\"", "{name: B")),
                ("/tags/2/name", part("\"name\": \"C\"", "name: C")),
                ("/paths/~1a~1{id}/get", part("\"get\"", "get:")),
                (
                    "/paths/~1a~1{id}/get/responses/200/description",
                    part("\"description\"", "description"),
                ),
                // Not there, derived, written out where it is used.
                ("/info/license/url", part("\"license\"", "license")),
                ("/paths/~1a~1{id}/get/operationId", part("\"get\"", "get:")),
                ("/paths/~1b/post/operationId", part("\"post\"", "post:")),
                ("/paths/~1b/summary", part("\"summary\"", "summary")),
                ("/paths/~1b", part("\"/b\"", "/b")),
            ],
        );
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("   {line}\n")).collect()
}

#[test]
fn what_the_overlay_adds_or_changes_is_located_there() {
    let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n\
        - target: $.info\n  update: {license: {identifier: MIT}, title: New}\n\
        - target: $.tags[0]\n  remove: true\n\
        - target: $.tags\n  update: {name: D}\n\
        - target: $.paths['/a/{id}'].*\n  update:\n    tags: [One, Two]\n\
        - target: $.components.pathItems.B.post\n  update: {summary: S}\n";
    let document = read("a.json", JSON, Format::Json, Some(overlay));
    let published = |part: &str| of("a.json", JSON, part);
    let overlaid = |part: &str| of("overlay.yaml", overlay, part);
    all(
        &document,
        &[
            ("/info", published("\"info\"")),
            ("/info/title", overlaid("title: New")),
            ("/info/license", published("\"license\"")),
            ("/info/license/identifier", overlaid("identifier")),
            ("/tags/0/name", published("\"name\": \"B\"")),
            ("/tags/1", published("{ \"name\": \"C\"")),
            ("/tags/2", overlaid("update: {name: D")),
            ("/tags/2/name", overlaid("name: D")),
            ("/tags/2/description", overlaid("update: {name: D")),
            ("/paths/~1a~1{id}/get", published("\"get\"")),
            ("/paths/~1a~1{id}/get/tags/1", overlaid("Two")),
            ("/paths/~1a~1{id}/get/operationId", published("\"get\"")),
            ("/paths/~1b/post/summary", overlaid("summary")),
            ("/paths/~1b/post", published("\"post\"")),
        ],
    );
}

#[test]
fn a_place_is_one_line_whatever_the_file_is_called() {
    let document = read("a\n::error::b.json", JSON, Format::Json, None);
    let text = place(&document, "/openapi").to_string();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.ends_with("b.json:2:3"), "{text}");
}
