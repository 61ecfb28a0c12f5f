use anyhow::Result;
use contract_first::repository::Repository;

use super::checker::{Checker, Strictness};
use super::generate::generate_all;
use crate::test::log::Log;

/// Documents, and what their packages have to pass.
pub const FIXTURES: [(&str, Strictness); 3] = [
    ("tests/fixtures/bookshop.yaml", Strictness::Lint),
    ("tests/fixtures/corners.yaml", Strictness::Lint),
    ("tests/fixtures/corners30.yaml", Strictness::Lint),
];

/// Each fixture is generated for every target; the packages pass.
pub fn fixtures(repository: &Repository, log: &mut Log) -> Result<String> {
    let checker = Checker::ready(repository, log)?;
    let mut count = 0;
    for (fixture, strictness) in FIXTURES {
        let contract = repository.root().join(fixture);
        let work_dir = repository.workshop()?.join("packages/fixtures");
        for package in generate_all(repository, &contract, &work_dir)? {
            checker.expect(&package, strictness, log)?;
            count += 1;
        }
    }
    Ok(format!("{count} packages pass"))
}
