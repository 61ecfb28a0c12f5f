use std::fs;

use anyhow::Result;
use contract_first::TargetKind;
use contract_first::project::Project;
use serde_json::Value;

use super::document::Names;
use super::{minimal, versions, wire, words};
use crate::test::log::Log;
use crate::test::packages::{Checker, Strictness, generate_all};

/// The packages of all names and of all that lacks something pass compilers and linters; names go over the wire as they are.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let folder = project.work_dir()?.join("names");
    let checker = Checker::prepare(project, log)?;
    let versions = versions::accepted(project, &folder.join("versions"), log)?;
    let names = Names::of(words::words());
    let mut documents = vec![("names", names.document())];
    documents.extend(minimal::documents());
    let mut contracts = Vec::new();
    for (name, document) in &documents {
        let contract = folder.join(format!("{name}.json"));
        fs::write(&contract, Value::to_string(document))?;
        contracts.push(contract);
    }
    let packages = generate_all(project, &contracts, &folder)?;
    let accepted = checker.expect_all(&packages, Strictness::Lint, log);
    let of_names = &packages[..TargetKind::ALL.len()];
    wire::exact(project, &checker, &names, of_names, log)?;
    accepted?;
    Ok(format!(
        "{} names in every place, {} incomplete documents, {versions} versions",
        names.texts.len(),
        documents.len() - 1
    ))
}
