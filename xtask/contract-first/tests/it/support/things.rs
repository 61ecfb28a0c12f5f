use contract_first::backend::PackageFiles;
use contract_first::checked_contract::read_and_check;
use contract_first::{Package, TargetKind};
use serde_json::Value;

/// What a package of a document is rendered from; nothing of the document is refused or noted.
pub fn things(kind: TargetKind, document: &Value) -> PackageFiles {
    let contract = read_and_check(document);
    let found = &contract.diagnostics;
    assert!(found.is_empty(), "{found:?}");
    let package = Package {
        name: "things",
        environment: "THINGS",
    };
    contract.files(kind, &package)
}
