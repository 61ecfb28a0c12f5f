use std::fs;

use anyhow::{Context, Result};
use contract_first::repository::Repository;

use super::{changed_contract, own_contract};
use crate::test::log::Log;

/// Follows both recipes, with the commands that the README has.
pub fn run(repository: &Repository, log: &mut Log) -> Result<String> {
    let readme =
        fs::read_to_string(repository.root().join("README.md")).context("cannot read README.md")?;
    changed_contract::follow(repository, &readme, log).context("Your contract changed")?;
    own_contract::follow(repository, &readme, log).context("Use it for your own contract")?;
    Ok("2 recipes".to_owned())
}
