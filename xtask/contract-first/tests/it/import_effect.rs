//! What `import` does to a checkout: all of it, or nothing.

use crate::support::fresh;

#[test]
fn an_import_shows_what_changed_and_regenerates() {
    let copy = fresh();
    let published = copy
        .read("openapi/accounts.json")
        .replace("/notes/{id}", "/notes/{id}/text")
        .replace("All notes", "Every note");
    copy.write("published.json", &published);
    let place = copy.path("published.json");
    let check = copy.run(&["import", "--check", place.to_str().unwrap()]);
    insta::assert_snapshot!(check.text);
    assert_eq!(check.code, 4);
    assert_ne!(
        copy.read("openapi/accounts.json"),
        published,
        "a check writes nothing"
    );
    let outcome = copy.run(&["import", place.to_str().unwrap()]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert_eq!(copy.read("openapi/accounts.json"), published);
    assert!(
        copy.read("generated/notes/src/lib.rs")
            .contains("getNotesByIdText")
    );
    assert_eq!(
        copy.run(&["import", "--check", place.to_str().unwrap()])
            .code,
        0
    );
}

#[test]
fn an_import_that_cannot_be_generated_changes_nothing() {
    let old = fresh().read("openapi/accounts.json");
    for (new, expected) in [
        (
            // The overlay does not fit it.
            old.replace("\"license\"", "\"x-license\""),
            "openapi/overlay.json: action 1 on `$.info.license`",
        ),
        (
            // The lint refuses it.
            old.replace("\"type\": \"string\"", "\"type\": \"text\""),
            "/paths/~1notes~1{id}/get/parameters/0/schema/type",
        ),
    ] {
        let copy = fresh();
        copy.write("published.json", &new);
        let place = copy.path("published.json");
        let place = place.to_str().unwrap();
        let outcome = copy.run(&["import", place]);
        assert_eq!(outcome.code, 1);
        for part in [
            expected,
            "nothing is written. Add what the published document lacks to openapi/overlay.json",
        ] {
            assert!(
                outcome.text.contains(part),
                "no `{part}` in: {}",
                outcome.text
            );
        }
        assert_eq!(copy.read("openapi/accounts.json"), old);
        let outcome = copy.run(&["import", "--no-generate", place]);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        assert!(
            outcome
                .text
                .contains("nothing can be generated from it yet"),
            "{}",
            outcome.text
        );
        assert_eq!(copy.read("openapi/accounts.json"), new);
    }
}

#[test]
fn an_import_whose_output_does_not_render_says_how_things_stand() {
    let copy = fresh();
    copy.edit(
        "openapi/templates/rust-axum/lib.mustache",
        "{{/apiInfo}}",
        "",
    );
    let published = copy
        .read("openapi/accounts.json")
        .replace("All notes", "Every note");
    copy.write("published.json", &published);
    let outcome = copy.run(&["import", copy.path("published.json").to_str().unwrap()]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome
            .text
            .contains("generated/ still comes from the old one"),
        "{}",
        outcome.text
    );
}
