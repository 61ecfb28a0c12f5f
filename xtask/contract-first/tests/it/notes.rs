//! What is left out is noted with its place; what would come out wrong for one target is refused for that one.

use contract_first::Package;
use contract_first::TargetKind;
use contract_first::checked_contract::read_and_check;
use contract_first::diagnostic::Diagnostic;
use contract_first::lint::{LintReport, lint};
use serde_json::{Value, json};

use crate::support::project;

/// A document with one operation, all but its id, tag and answer.
fn with(method: &str, operation: Value, schemas: Value) -> Value {
    let mut whole = json!({ "operationId": "a", "tags": ["T"], "responses": { "204": { "description": "Done" } } });
    for (key, value) in operation.as_object().unwrap() {
        whole[key] = value.clone();
    }
    json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1.0.0" },
        "servers": [{ "url": "https://example.com" }],
        "paths": { "/a": { method: whole } }, "components": { "schemas": schemas }
    })
}

fn body(schema: Value) -> Value {
    json!({ "requestBody": { "content": { "application/json": { "schema": schema } } } })
}

fn places(found: &[Diagnostic]) -> Vec<&str> {
    found.iter().map(|one| one.pointer().as_str()).collect()
}

#[track_caller]
fn noted(document: &Value, expected: &[&str]) {
    let report = LintReport::of(read_and_check(document).diagnostics, &TargetKind::ALL);
    assert_eq!(places(&report.refused), [""; 0], "{report:?}");
    assert_eq!(places(&report.notes), expected, "{report:?}");
}

#[track_caller]
fn refused(document: &Value, expected: &[&str]) {
    let report = LintReport::of(read_and_check(document).diagnostics, &TargetKind::ALL);
    assert_eq!(places(&report.refused), expected, "{report:?}");
}

#[test]
fn what_fetch_cannot_send_is_refused_for_typescript() {
    let content = json!({ "required": true, "content": { "application/json": { "schema": { "type": "object" } } } });
    for (method, operation, place) in [
        (
            "get",
            json!({ "requestBody": content }),
            "/paths/~1a/get/requestBody",
        ),
        (
            "head",
            json!({ "requestBody": content }),
            "/paths/~1a/head/requestBody",
        ),
        ("trace", json!({}), "/paths/~1a/trace"),
    ] {
        let document = with(method, operation, json!({}));
        for target in [TargetKind::RustAxum, TargetKind::Rust, TargetKind::Python] {
            assert_eq!(lint(&document, &[target]).refused, [], "{method}");
        }
        let report = lint(&document, &[TargetKind::RustAxum, TargetKind::TypeScript]);
        assert_eq!(places(&report.refused), [place]);
    }
    for method in ["delete", "options", "post"] {
        let document = with(method, json!({ "requestBody": content }), json!({}));
        assert_eq!(
            lint(&document, &[TargetKind::TypeScript]).refused,
            [],
            "{method}"
        );
    }
}

#[test]
fn a_body_that_may_be_left_out_is_left_out_where_fetch_cannot_send_it() {
    let package = Package {
        name: "a-client",
        environment: "A",
    };
    for method in ["get", "head"] {
        for media in ["application/json", "text/plain", "application/octet-stream"] {
            let content = json!({ "content": { media: { "schema": { "type": "string" } } } });
            let document = with(method, json!({ "requestBody": content }), json!({}));
            let place = format!("/paths/~1a/{method}/requestBody");
            noted(&document, &[&place]);
            for (target, sent) in [
                (TargetKind::Rust, true),
                (TargetKind::Python, true),
                (TargetKind::TypeScript, false),
            ] {
                let notes = lint(&document, &[target]).notes;
                assert_eq!(notes.len(), usize::from(!sent), "{notes:?}");
                let made = read_and_check(&document).files(target, &package);
                let operation = &made.data.package["operations"][0];
                let is_sent = match target {
                    TargetKind::Rust => operation["argument"].is_string(),
                    TargetKind::Python => operation["settings"].to_string().contains("body="),
                    _ => operation["body"].is_object(),
                };
                assert_eq!(is_sent, sent, "{method} {media}: {operation}");
            }
            assert_eq!(lint(&document, &[TargetKind::RustAxum]).notes, []);
        }
    }
}

#[test]
fn servers_of_their_own_are_generated() {
    let servers = json!([{ "url": "https://files.example.com" }]);
    let mut document = with("post", json!({ "servers": servers }), json!({}));
    document["paths"]["/a"]["servers"] = servers;
    noted(&document, &[]);
    let same = json!({ "servers": [{ "url": "https://example.com" }] });
    noted(&with("post", same, json!({})), &[]);
}

#[test]
fn every_media_type_that_is_left_out_is_noted() {
    let schema = json!({ "schema": { "type": "string" } });
    let content = |media: &[&str]| -> Value {
        let each = media.iter().map(|one| ((*one).to_owned(), schema.clone()));
        Value::Object(each.collect())
    };
    for (media, chosen, left_out_of_answers) in [
        (["multipart/form-data", "application/octet-stream"], 1, None),
        (["*/*", "application/vnd.api+json"], 1, Some("*/*")),
        (["text/event-stream", "text/plain"], 1, None),
        (["multipart/form-data", "application/json"], 1, None),
        (["application/xml", "image/png"], 1, None),
        (["image/png", "text/plain"], 1, None),
        (["application/json", "text/event-stream"], 0, None),
        (["application/problem+json", "application/json"], 1, None),
        (
            ["text/csv; header=present", "text/csv"],
            0,
            Some("text/csv"),
        ),
    ] {
        let place = |at: &str, media: &str| {
            let media = media.replace('/', "~1");
            format!("/paths/~1a/post/{at}/content/{media}")
        };
        let request = json!({ "requestBody": { "content": content(&media) } });
        let left_out = place("requestBody", media[1 - chosen]);
        noted(&with("post", request, json!({})), &[&left_out]);
        let answer =
            json!({ "responses": { "200": { "description": "", "content": content(&media) } } });
        // What no schema describes is noted, too.
        let opaque = ["multipart/form-data", "application/xml"];
        let opaque = media.iter().find(|media| opaque.contains(media));
        let found = left_out_of_answers.or(opaque.copied());
        let found = found.map(|media| place("responses/200", media));
        let found: Vec<_> = found.iter().map(String::as_str).collect();
        noted(&with("post", answer, json!({})), &found);
    }
    let content = json!({ "responses": { "200": { "description": "", "content": content(&["application/json"]) } } });
    noted(
        &with("head", content, json!({})),
        &["/paths/~1a/head/responses/200/content"],
    );
}

#[test]
fn schemas_that_a_discriminator_leads_to_are_not_lost() {
    let pet = |mapping: Value| {
        json!({ "type": "object", "properties": { "petType": { "type": "string" } },
        "discriminator": { "propertyName": "petType", "mapping": mapping } })
    };
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let child = |parent: &str| json!({ "allOf": [of(parent), { "type": "object", "properties": { "bark": { "type": "string" } } }] });
    let schemas = json!({ "Pet": pet(json!({})), "Dog": child("Pet"), "Puppy": child("Dog") });
    for name in ["Pet", "Dog", "Puppy"] {
        refused(&with("post", body(of(name)), schemas.clone()), &[]);
    }
    refused(
        &with("post", body(of("Pet")), json!({ "Pet": pet(json!({})) })),
        &[],
    );
    let mapping = json!({ "dog": "#/components/schemas/Dog" });
    let dog = json!({ "Dog": { "type": "object" } });
    let mapped = json!({ "Pet": pet(mapping.clone()), "Dog": dog["Dog"] });
    refused(&with("post", body(of("Pet")), mapped), &[]);
    // A schema without a name cannot be extended.
    let nameless = with("post", body(pet(mapping)), dog);
    let place = "/paths/~1a/post/requestBody/content/application~1json/schema/discriminator";
    refused(&nameless, &[place]);
    // Parents without a discriminator are plain parts.
    let plain = json!({ "Pet": { "type": "object" }, "Dog": child("Pet") });
    refused(&with("post", body(of("Pet")), plain), &[]);
}

#[test]
fn a_discriminator_that_is_not_a_string_is_ignored() {
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let document = |on: Value, off: Value| {
        let schema = |value: Value| json!({ "type": "object", "required": ["enabled"], "properties": { "enabled": value } });
        let choice = json!({ "oneOf": [of("On"), of("Off")], "discriminator": { "propertyName": "enabled" } });
        with(
            "post",
            body(of("Settings")),
            json!({ "On": schema(on), "Off": schema(off), "Settings": choice }),
        )
    };
    for (on, off) in [
        (
            json!({ "type": "boolean", "enum": [true] }),
            json!({ "type": "boolean", "enum": [false] }),
        ),
        (json!({ "const": 1 }), json!({ "const": 2 })),
        (json!({ "type": "integer" }), json!({ "type": "string" })),
    ] {
        noted(
            &document(on, off),
            &["/components/schemas/Settings/discriminator"],
        );
    }
    noted(
        &document(json!({ "type": "string" }), json!({ "enum": ["Off"] })),
        &[],
    );
    noted(
        &document(
            json!({ "type": ["string", "null"] }),
            json!({ "const": "Off" }),
        ),
        &[],
    );
}

#[test]
fn what_makes_no_difference_to_the_code_is_noted() {
    let open = |further: Value| {
        body(
            json!({ "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": further }),
        )
    };
    let inside = "/paths/~1a/post/requestBody/content/application~1json/schema";
    // Further properties are kept where the document speaks of them.
    for (further, kept) in [
        (json!(true), true),
        (json!({}), true),
        (json!({ "type": "string" }), true),
        (json!(false), false),
    ] {
        let document = with("post", open(further.clone()), json!({}));
        noted(&document, &[]);
        let package = Package {
            name: "things-api",
            environment: "THINGS",
        };
        let data = read_and_check(&document).files(TargetKind::RustAxum, &package);
        let data = data.data.package.to_string();
        assert_eq!(data.contains("additional_properties"), kept, "{further}");
    }
    let format = |format: &str| body(json!({ "type": "string", "format": format }));
    noted(
        &with("post", format("hostname"), json!({})),
        &[&format!("{inside}/format")],
    );
    noted(&with("post", format("password"), json!({})), &[]);

    let parameter = |change: Value| {
        let mut one = json!({ "name": "q", "in": "query", "schema": { "type": "integer" } });
        for (key, value) in change.as_object().unwrap() {
            one[key] = value.clone();
        }
        with("post", json!({ "parameters": [one] }), json!({}))
    };
    let first = "/paths/~1a/post/parameters/0";
    noted(&parameter(json!({ "allowReserved": true })), &[]);
    noted(
        &parameter(json!({ "allowEmptyValue": true })),
        &[&format!("{first}/allowEmptyValue")],
    );
    for name in ["Accept", "content-type", "AUTHORIZATION"] {
        noted(
            &parameter(json!({ "in": "header", "name": name })),
            &[first],
        );
    }
    let response = |key: &str, value: Value| {
        with(
            "post",
            json!({ "responses": { "204": { "description": "", key: value } } }),
            json!({}),
        )
    };
    let at = "/paths/~1a/post/responses/204";
    noted(
        &response("links", json!({ "next": {} })),
        &[&format!("{at}/links")],
    );
    noted(
        &response("headers", json!({ "Content-Type": {} })),
        &[&format!("{at}/headers/Content-Type")],
    );
    let content = json!({ "X-A": { "content": { "application/json": {} } } });
    refused(
        &response("headers", content),
        &[&format!("{at}/headers/X-A/content")],
    );
}

#[test]
fn references_by_id_and_anchor_are_refused_with_the_true_reason() {
    let copy = project();
    std::fs::remove_file(copy.path("openapi/overlay.json")).unwrap();
    let order = json!({ "$id": "https://example.com/order", "type": "object",
        "properties": { "price": { "$ref": "#/$defs/money" } }, "$defs": { "money": { "type": "integer" } } });
    let anchored = json!({ "properties": { "a": { "$ref": "#main" } }, "$defs": { "m": { "$anchor": "main", "type": "string" } } });
    let by_id = json!({ "$ref": "https://example.com/order" });
    for (schema, place, words) in [
        (
            json!({ "$ref": "#/components/schemas/Order" }),
            "/components/schemas/Order/properties/price/$ref",
            "#/components/schemas/Order/$defs/money",
        ),
        (by_id, "schema/$ref", "write `#/components/schemas/Order`"),
        (anchored, "schema/properties/a", "$anchor"),
    ] {
        let schemas = match words {
            "$anchor" => json!({}),
            _ => json!({ "Order": order }),
        };
        let document = with("post", body(schema), schemas);
        copy.write("openapi/accounts.json", &format!("{document:#}\n"));
        let outcome = copy.run(&["lint"]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(
            outcome.text.contains(place) && outcome.text.contains(words),
            "{}",
            outcome.text
        );
    }
}

#[test]
fn notes_are_shown_and_nothing_fails_for_them() {
    let copy = project();
    let response =
        json!({ "200": { "description": "", "content": { "application/json": {}, "*/*": {} } } });
    let document = with("post", json!({ "responses": response }), json!({}));
    copy.write("openapi/accounts.json", &format!("{document:#}\n"));
    std::fs::remove_file(copy.path("openapi/overlay.json")).unwrap();
    let lint = copy.run(&["lint"]);
    let generate = copy.run(&["generate"]);
    for outcome in [&lint, &generate] {
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        let note = "   Note CF0402 `*/*` is left out";
        let place = "/paths/~1a/post/responses/200/content/*~1*";
        assert!(outcome.text.contains(note), "{}", outcome.text);
        assert!(outcome.text.contains(place), "{}", outcome.text);
    }
    assert!(
        lint.text.contains("all can be generated, 1 note above"),
        "{}",
        lint.text
    );
    let drift = copy.run(&["drift"]);
    assert_eq!(drift.code, 0, "{}", drift.text);
    assert!(
        drift
            .text
            .contains("1 note: `contract-first lint` shows them"),
        "{}",
        drift.text
    );
}
