//! `import` reads what is published, and refuses what is not with its place, the old file untouched.

use crate::support::project;

const YAML: &str = "openapi: 3.1.0\ninfo:\n  title: Shop\n  version: 1.0.0\npaths: {}\n";

/// Imports `text` as a file of that name into a small project.
fn import(name: &str, text: &str) -> (u8, String, String) {
    let copy = project();
    copy.write(name, text);
    let place = copy.path(name);
    let outcome = copy.run(&["import", "--no-generate", place.to_str().unwrap()]);
    (
        outcome.code,
        outcome.text,
        copy.read("openapi/accounts.json"),
    )
}

fn imported(name: &str, text: &str) -> serde_json::Value {
    let (code, output, document) = import(name, text);
    assert_eq!(code, 0, "{output}");
    serde_json::from_str(&document).unwrap()
}

#[track_caller]
fn refused(name: &str, text: &str, expected: &[&str]) {
    let before = project().read("openapi/accounts.json");
    let (code, output, document) = import(name, text);
    assert_eq!(code, 1, "{output}");
    for part in expected {
        assert!(output.contains(part), "no `{part}` in: {output}");
    }
    assert_eq!(document, before, "the old file is untouched");
}

#[test]
fn a_page_gives_the_document_in_its_fence() {
    let page = format!(
        "> ## Index\n\n# A page\n\n```bash\ncurl https://example.com\n```\n\n````yaml api/shop.json GET /\n{YAML}````\n\ntext\n"
    );
    let (code, output, document) = import("page.md", &page);
    assert_eq!(code, 0, "{output}");
    insta::assert_snapshot!(document);
    for fence in ["~~~", "`````json with words"] {
        let close = &fence[..fence.find(|c| c != '~' && c != '`').unwrap_or(fence.len())];
        let page = format!("text\n\n{fence}\n{document}{close}\n");
        assert_eq!(import("page.mdx", &page).2, document);
    }
}

#[test]
fn a_document_in_a_list_or_quotation_is_found_too() {
    let quoted: String = format!("```yaml\n{YAML}```\n")
        .lines()
        .map(|line| format!("> {line}\n"))
        .collect();
    assert_eq!(imported("page.md", &quoted)["info"]["title"], "Shop");
}

#[test]
fn yaml_follows_the_core_schema_of_1_2() {
    let text = "openapi: 3.1.0\ninfo: {title: on, version: 1.10.0, x-yes: yes, x-no: no, x-date: 2020-01-01, x-null: ~, x-true: True}\npaths: {}\n\
        x-numbers: [1.0, 1.10, 0x1F, 0o17, 123456789012345678901234567890, +7, 1e3, .5, 1_000]\n\
        x-keys: {200: a, '404': b, 1.0: c, true: d, on: e}\n\
        x-text: &a >-\n  folded\n  text\nx-alias: *a\nx-tagged: !!str 5\nx-escape: \"\\u00e4\\n\"\n";
    let document = imported("shop.yml", text);
    let info = &document["info"];
    assert_eq!(info["title"], "on");
    assert_eq!(
        (&info["version"], &info["x-yes"], &info["x-no"]),
        (&"1.10.0".into(), &"yes".into(), &"no".into())
    );
    assert_eq!(
        (&info["x-date"], &info["x-true"]),
        (&"2020-01-01".into(), &true.into())
    );
    assert!(info["x-null"].is_null());
    let numbers = r#"[1.0,1.10,31,15,123456789012345678901234567890,7,1e+3,0.5,"1_000"]"#;
    assert_eq!(document["x-numbers"].to_string(), numbers);
    assert_eq!(
        document["x-keys"].to_string(),
        r#"{"200":"a","404":"b","1.0":"c","true":"d","on":"e"}"#
    );
    assert_eq!(
        (&document["x-text"], &document["x-alias"]),
        (&"folded text".into(), &"folded text".into())
    );
    assert_eq!(
        (&document["x-tagged"], &document["x-escape"]),
        (&"5".into(), &"ä\n".into())
    );
}

#[test]
fn json_goes_through_unchanged_and_in_order() {
    let text = "{\n  \"openapi\": \"3.0.3\",\n  \"paths\": {},\n  \"info\": {\n    \"version\": \"1\",\n    \"title\": \"b\"\n  },\n  \"x\": [\n    1.0,\n    9223372036854775808\n  ]\n}\n";
    let (code, output, document) = import("shop.json", text);
    assert_eq!((code, document.as_str()), (0, text), "{output}");
    assert_eq!(
        import(
            "shop.json",
            &format!("\u{feff}{}", text.replace('\n', "\r\n"))
        )
        .2,
        text
    );
}

#[test]
fn a_name_without_an_ending_is_detected_by_its_text() {
    let json = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Shop\", \"version\": \"1.0.0\"}, \"paths\": {}}";
    for text in [
        YAML,
        json,
        &format!("# Page\n\n```\n{YAML}```\n"),
        &format!("# a comment\n{YAML}"),
    ] {
        assert_eq!(
            imported("published", text)["info"]["title"],
            "Shop",
            "{text}"
        );
    }
}

#[test]
fn pages_without_one_document_are_refused() {
    refused(
        "page.md",
        "# Only words\n",
        &["page.md: a page without a fenced code block"],
    );
    let other = "# A page\n\n```bash\nls\n```\n\n```json\n{\"a\": {\"openapi\": 1}}\n```\n";
    refused(
        "page.md",
        other,
        &[
            "no OpenAPI document in the page",
            "(line 3: bash, line 7: json)",
        ],
    );
    let two = format!("```yaml\n{YAML}```\n\n```json\n{{\"openapi\": \"3.1.0\"}}\n```\n");
    refused(
        "page.md",
        &two,
        &["2 OpenAPI documents in the page (line 1: yaml, line 9: json)"],
    );
}

#[test]
fn a_page_that_is_cut_off_is_refused() {
    let expected = ["page.md, line 3: the code block that starts here is never closed"];
    refused(
        "page.md",
        &format!("# A page\n\n````yaml\n{YAML}"),
        &expected,
    );
    // A shorter fence closes nothing.
    refused(
        "page.md",
        &format!("# A page\n\n````yaml\n{YAML}x: |\n  a\n```\n"),
        &expected,
    );
    refused(
        "page.md",
        "# A page\n\n```json\n{\"openapi\": \"3.1.0\", \"info\"",
        &expected,
    );
    // The end of a quotation ends its block.
    let quoted = format!(
        "# A page\n\n> ```yaml\n> {}\n\ntext\n",
        YAML.trim_end().replace('\n', "\n> ")
    );
    refused("page.md", &quoted, &expected);
}

#[test]
fn broken_texts_are_refused_with_their_line() {
    refused(
        "page.md",
        "# A page\n\n```yaml\nopenapi: 3.1.0\ninfo: [\npaths: {}\n```\n",
        &["page.md, line ", "not valid YAML"],
    );
    refused(
        "shop.yaml",
        "openapi: 3.1.0\ninfo: {title: a}\nopenapi: 3.1.0\n",
        &["line 3: duplicate key `openapi`"],
    );
    refused(
        "page.md",
        "\n```yaml\nopenapi: 3.1.0\npaths:\n  /a: 1\n  /a: 2\n```\n",
        &["page.md, line 6: duplicate key `/a`"],
    );
    refused(
        "shop.json",
        "{\n  \"openapi\": \"3.1.0\",\n}\n",
        &["line 3: not valid JSON"],
    );
    refused(
        "shop.json",
        "{\"openapi\": \"3.1.0\",\n \"openapi\": \"3.1.0\"}",
        &["line 2: not valid JSON: duplicate key `openapi`"],
    );
    refused(
        "shop.yaml",
        &format!("{YAML}---\n{YAML}"),
        &["line 6: a second YAML document starts here"],
    );
    refused(
        "shop.yaml",
        &format!("{YAML}x-a: !mine 1\n"),
        &["line 6: the tag `!mine`"],
    );
    refused(
        "shop.yaml",
        &format!("x-b: &b {{a: 1}}\n{YAML}x-a:\n  <<: *b\n"),
        &["line 8: a merge key"],
    );
    refused(
        "shop.yaml",
        &format!("{YAML}x-a: .inf\n"),
        &["line 6: JSON has no number `.inf`"],
    );
    refused("shop.yaml", &format!("{YAML}x-a: &a [*a]\n"), &["line 6"]);
    refused(
        "shop.yaml",
        &format!("{YAML}? [a]\n: 1\n"),
        &["line 6: a key is a list or a mapping"],
    );
    refused(
        "shop.yaml",
        &format!("{YAML}x: {}\n", "[".repeat(500)),
        &["line 6"],
    );
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut text = format!("{YAML}x0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for level in 1..12 {
        let inner = format!("*x{}, ", level - 1).repeat(10);
        text.push_str(&format!("x{level}: &x{level} [{inner}]\n"));
    }
    refused(
        "shop.yaml",
        &text,
        &["with its aliases expanded more than 3000000 values"],
    );
}

#[test]
fn what_is_not_openapi_3_is_refused_with_what_it_is() {
    refused(
        "shop.yaml",
        "swagger: \"2.0\"\ninfo: {}\n",
        &["a Swagger 2.0 document", "convert it first"],
    );
    refused(
        "page.md",
        "```yaml\nswagger: '2.0'\n```\n",
        &["a Swagger 2.0 document"],
    );
    refused(
        "shop.yaml",
        "openapi: 3.2.0\ninfo: {}\npaths: {}\n",
        &["OpenAPI 3.2.0; only OpenAPI 3.0 and 3.1 are read"],
    );
    refused(
        "shop.yaml",
        "openapi: 3.2\ninfo: {}\npaths: {}\n",
        &["`openapi` is 3.2; only OpenAPI 3.0 and 3.1 are read"],
    );
    refused(
        "shop.yaml",
        "asyncapi: 3.0.0\ninfo: {}\n",
        &["no key `openapi` at the top level (found: asyncapi, info)"],
    );
    refused("shop.yaml", "- a\n", &["it is a list and not an object"]);
    refused("shop.yaml", "", &["the YAML document is empty"]);
    refused(
        "shop.yaml",
        "openapi: 3.1.0\npaths: {}\n",
        &["`info` is missing"],
    );
    refused(
        "shop.html",
        "<!doctype html><p>hello",
        &["an HTML page, not an OpenAPI document"],
    );
    refused(
        "shop",
        "<html><p>hello",
        &["an HTML page, not an OpenAPI document"],
    );
}

#[test]
fn files_that_cannot_be_read_are_reported() {
    let copy = project();
    copy.write("folder/a", "");
    std::fs::write(copy.path("bytes.yaml"), b"openapi: 3.1.0\ntitle: \xff\n").unwrap();
    for (place, expected) in [
        (
            copy.path("nowhere.yaml").to_str().unwrap(),
            "cannot read [project]/nowhere.yaml: No such file",
        ),
        (copy.path("folder").to_str().unwrap(), "it is a folder"),
        #[cfg(unix)]
        ("/dev/null", "it is a device, a pipe or a socket"),
        (
            copy.path("bytes.yaml").to_str().unwrap(),
            "line 2: not UTF-8 text",
        ),
        (
            "ftp://example.com/a.yaml",
            "`ftp` is neither http nor https",
        ),
    ] {
        let outcome = copy.run(&["import", place]);
        assert_eq!(outcome.code, 1);
        assert!(
            outcome.text.contains(expected),
            "no `{expected}` in: {}",
            outcome.text
        );
    }
}
