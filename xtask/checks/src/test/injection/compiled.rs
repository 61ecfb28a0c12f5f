use std::fs;

use anyhow::Result;
use contract_first::document::pretty;
use contract_first::project::Project;

use super::hostile::HOSTILE;
use super::run::places;
use crate::test::log::Log;
use crate::test::packages::{Checker, Strictness, generate_all};

/// The packages of a document with hostile texts at every place, one for each text, pass compilers and linters.
pub fn compiled(project: &Project, log: &mut Log) -> Result<String> {
    let checker = Checker::prepare(project, log)?;
    let places = places(project)?;
    let folder = project.work_dir()?.join("hostile");
    fs::create_dir_all(&folder)?;
    let mut contracts = Vec::new();
    for (number, (about, text)) in (1..).zip(HOSTILE) {
        let contract = folder.join(format!("hostile{number:02}.json"));
        fs::write(&contract, pretty(&places.filled(|_| text)))?;
        log.say(&format!("{}: {about}", contract.display()))?;
        contracts.push(contract);
    }
    let packages = generate_all(project, &contracts, &folder)?;
    checker.expect_all(&packages, Strictness::Lint, log)?;
    Ok(format!(
        "{} texts at every place of a document: {} packages pass",
        HOSTILE.len(),
        packages.len()
    ))
}
