use std::fs;

use anyhow::{Context, Result};
use contract_first::project::Project;

use super::{changed_contract, own_contract};
use crate::test::log::Log;

/// Follows both recipes, with the commands that the README has.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let readme =
        fs::read_to_string(project.root().join("README.md")).context("cannot read README.md")?;
    changed_contract::follow(project, &readme, log).context("Your contract changed")?;
    own_contract::follow(project, &readme, log).context("Use it for your own contract")?;
    Ok("2 recipes".to_owned())
}
