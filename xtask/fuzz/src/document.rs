use contract_first::Package;
use contract_first::TargetKind;
use contract_first::checked_contract::read_and_check;
use contract_first::diagnostic::Diagnostic;
use contract_first::document::{self, Format};
use contract_first::effective::overlaid;
use contract_first::lint::supported;
use contract_first::validity;
use serde_json::Value;

use crate::refusal::readable;

/// A published document: a page, YAML or JSON, as it is imported and read for each target.
///
/// Tells whether something can be generated from it.
pub fn document(input: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(input) else {
        return false;
    };
    let format = Format::of_text(text);
    let published = match document::parse(text, format, "fuzz") {
        Ok(published) => published,
        Err(error) => {
            readable(&error);
            return false;
        }
    };
    kept(&published);
    let effective = overlaid(published, None).expect("nothing is laid over it");
    let valid = validity::findings(&effective);
    findings(&valid);
    if valid.is_empty() {
        findings(&read_and_check(&effective).diagnostics);
    }

    // As `generate --supported` does: also of what is not valid outside of the operations.
    let rest = supported(effective, TargetKind::RustAxum);
    for one in &rest.left_out {
        findings(&one.diagnostics);
        assert!(
            rest.document["paths"][&one.path].get(&one.method).is_none(),
            "left out, but there"
        );
    }
    let fit = rest.refused.is_empty();
    findings(&rest.refused);
    findings(&rest.notes);
    if fit {
        generated(&rest.document);
    }
    fit
}

/// What is written into the checkout reads back as what was published.
fn kept(published: &Value) {
    let text = document::pretty(published);
    let again = document::parse(&text, Format::Json, "kept").expect("what was written reads back");
    assert_eq!(&again, published);
    assert_eq!(document::pretty(&again), text);
}

fn findings(findings: &[Diagnostic]) {
    for finding in findings {
        readable(&finding.reason());
        assert!(
            finding.pointer().as_str().is_empty() || finding.pointer().as_str().starts_with('/'),
            "{finding:?}"
        );
    }
}

/// What the templates are given.
fn generated(document: &Value) {
    let package = Package {
        name: "fuzz-client",
        environment: "FUZZ",
    };
    let first = read_and_check(document);
    let server = first.files(TargetKind::RustAxum, &package).data;
    assert!(server.package.is_object(), "contract to nothing");
    assert_eq!(
        server,
        read_and_check(document)
            .files(TargetKind::RustAxum, &package)
            .data,
        "another time, another outcome"
    );
    for language in [TargetKind::Rust, TargetKind::TypeScript, TargetKind::Python] {
        let made = first.files(language, &package).data.package;
        let operations = made["operations"].as_array().map_or(0, Vec::len);
        assert_eq!(
            operations,
            contract_first::generation::operations(document),
            "{}",
            language.id()
        );
    }
}
