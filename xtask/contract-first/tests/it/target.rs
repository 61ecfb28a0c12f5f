//! The settings of a target: nothing in its file is passed over or taken for something else.

use crate::support::project;

#[test]
fn a_setting_that_means_nothing_is_refused_with_its_file() {
    for (old, new, words) in [
        (
            "generatorName: rust-axum",
            "generatorName: rust-axom",
            "unknown `generatorName` \"rust-axom\"; use one of rust-axum, rust, typescript-fetch, python",
        ),
        (
            "generatorName: rust-axum",
            "generatorName: Python",
            "unknown `generatorName` \"Python\"",
        ),
        (
            "generatorName: rust-axum",
            "generatorName: 3",
            "`generatorName` is 3, which is not a text",
        ),
        ("generatorName: rust-axum", "", "`generatorName` is missing"),
        (
            "templateDir: openapi/templates/small",
            "",
            "`templateDir` is missing",
        ),
        (
            "templateDir: openapi/templates/small",
            "templateDir: [a]",
            "`templateDir` is [\"a\"], which is not a text",
        ),
        (
            "templateDir:",
            "templatDir:",
            "unknown setting `templatDir`",
        ),
        (
            "  packageName: notes",
            "  npmName: notes",
            "unknown setting `additionalProperties/npmName`",
        ),
        (
            "  packageName: notes",
            "  packageName: 7",
            "`packageName` is 7",
        ),
        (
            "  packageName: notes",
            "  packageName: ../notes",
            "`additionalProperties/packageName` is \"../notes\"",
        ),
        (
            "additionalProperties:\n  packageName: notes",
            "additionalProperties: notes",
            "`additionalProperties` must be a mapping",
        ),
        (
            "openapiGeneratorIgnoreList: [",
            "inputSpec: a\nopenapiGeneratorIgnoreList: [",
            "`inputSpec` is set by the pipeline",
        ),
        (
            "openapiGeneratorIgnoreList: [",
            "files: []\nopenapiGeneratorIgnoreList: [",
            "`files` must be a mapping",
        ),
        (
            "openapiGeneratorIgnoreList: [",
            "files: { a.mustache: { name: a } }\nopenapiGeneratorIgnoreList: [",
            "unknown setting `files/a.mustache/name`",
        ),
        (
            "openapiGeneratorIgnoreList: [",
            "openapiGeneratorIgnoreList: [1, ",
            "must be a list of texts",
        ),
    ] {
        let copy = project();
        copy.edit("openapi/targets/notes.yaml", old, new);
        let outcome = copy.run(&["generate"]);
        assert_eq!(outcome.code, 1, "{new}: {}", outcome.text);
        assert!(
            outcome.text.contains("openapi/targets/notes.yaml"),
            "{new}: {}",
            outcome.text
        );
        assert!(outcome.text.contains(words), "{new}: {}", outcome.text);
        assert!(!copy.path("generated").exists());
    }
}

#[test]
fn a_target_in_a_file_of_another_ending_is_not_passed_over() {
    let copy = project();
    copy.write("openapi/targets/client.yml", "generatorName: python\n");
    let outcome = copy.run(&["generate"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    assert!(
        outcome
            .text
            .contains("openapi/targets/client.yml is not read"),
        "{}",
        outcome.text
    );
}
