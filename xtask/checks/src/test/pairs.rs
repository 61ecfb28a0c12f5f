use anyhow::Result;
use contract_first::project::Project;

use super::log::Log;
use super::rust::cargo;

/// Pairs of contracts of each kind; each run of the tests takes the first 2,000.
const PAIRS: u64 = 1_000_000;

/// Pairs of contracts at random: a change of known meaning, and two schemas whose values are tried.
pub fn stress(project: &Project, log: &mut Log) -> Result<String> {
    let mut command = cargo(&project.root().join("xtask"));
    command.args(["test", "--release", "--package", "xtask-fuzz", "--locked"]);
    command.args(["--test", "replay", "--", "pairs::", "--nocapture"]);
    // One kind after the other, each on all cores.
    command.args(["--test-threads", "1"]);
    let last = log.follow(command.env("ACCOUNTS_TESTS_PAIRS", PAIRS.to_string()))?;
    Ok(last.trim_matches(['|', ' ']).to_owned())
}
