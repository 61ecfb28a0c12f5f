use std::path::PathBuf;

use anyhow::Result;
use contract_first::files::below;
use contract_first::project::Project;

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
pub fn fixtures(project: &Project, log: &mut Log) -> Result<String> {
    let checker = Checker::prepare(project, log)?;
    let work_dir = project.work_dir()?.join("packages/fixtures");
    let packages = generate_all(project, &contracts(project), &work_dir)?;
    checker.expect_all(&packages, Strictness::Lint, log)?;
    Ok(format!("{} packages pass", packages.len()))
}

/// Where the fixtures are.
pub fn contracts(project: &Project) -> Vec<PathBuf> {
    FIXTURES
        .map(|fixture| below(project.root(), fixture))
        .into()
}
