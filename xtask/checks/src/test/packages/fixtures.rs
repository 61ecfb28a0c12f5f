use std::path::PathBuf;

use anyhow::Result;
use contract_first::files::below;
use contract_first::repository::Repository;

use super::checker::{Checker, Strictness};
use super::generate::generate_all;
use crate::test::log::Log;

/// Documents whose packages pass compilers and linters.
pub const FIXTURES: [&str; 3] = [
    "tests/fixtures/bookshop.yaml",
    "tests/fixtures/corners.yaml",
    "tests/fixtures/corners30.yaml",
];

/// Each fixture is generated for every target; the packages pass.
pub fn fixtures(repository: &Repository, log: &mut Log) -> Result<String> {
    let checker = Checker::ready(repository, log)?;
    let work_dir = repository.workshop()?.join("packages/fixtures");
    let packages = generate_all(repository, &contracts(repository), &work_dir)?;
    checker.expect_all(&packages, Strictness::Lint, log)?;
    Ok(format!("{} packages pass", packages.len()))
}

/// Where the fixtures are.
pub fn contracts(repository: &Repository) -> Vec<PathBuf> {
    FIXTURES
        .map(|fixture| below(repository.root(), fixture))
        .into()
}
