use anyhow::Result;
use contract_first::project::Project;

use super::log::Log;
use super::{npm, rust};

/// How many broken tokens are thrown at the parser when there is time.
const MANY_TOKENS: &str = "1000000";

/// The server with an issuer of tokens that knows nothing of it.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    npm::install(&project.root().join("tests/tokens/issuer"), log)?;
    log.run(rust::cargo(project.root()).args([
        "test",
        "--locked",
        "--package",
        "accounts-tests",
        "--test",
        "issuer",
    ]))?;
    rust::counted(log)
}

/// Broken tokens by the million.
pub fn stress(project: &Project, log: &mut Log) -> Result<String> {
    log.run(
        rust::cargo(project.root())
            .env("ACCOUNTS_TESTS_MUTATIONS", MANY_TOKENS)
            .args(["test", "--locked", "--release", "--package", "identity"])
            .args(["--test", "it", "mutations::"]),
    )?;
    rust::counted(log)
}
