use anyhow::Result;
use contract_first::project::Project;

use super::log::Log;
use super::postgres;
use super::rust::cargo;

/// A thousand slow clients of each kind beside good ones. Our own clients and not slowhttptest, which measures whether a server is
/// down, not whether each client was cut off at its bound, and knows one kind at a time.
pub fn slow_clients(project: &Project, log: &mut Log) -> Result<String> {
    run(project, log, "slow_clients::a_thousand_of_each_kind")
}

/// Three times the capacity.
pub fn overload(project: &Project, log: &mut Log) -> Result<String> {
    run(project, log, "overload::three_times_the_capacity")
}

/// SIGKILL under load.
pub fn kills(project: &Project, log: &mut Log) -> Result<String> {
    run(project, log, "kills::killed_under_load")
}

/// A million lines into and out of a SQLite file and a PostgreSQL database.
pub fn bulk(project: &Project, log: &mut Log) -> Result<String> {
    postgres::ensure_installed(log)?;
    run(project, log, "bulk::a_million_lines")
}

/// Streams, uploads, slow clients and the death of the server behind.
pub fn upstream(project: &Project, log: &mut Log) -> Result<String> {
    run(
        project,
        log,
        "upstream::streams_uploads_slow_clients_and_a_death",
    )
}

/// A million keys in the published service's tables.
pub fn drop_in(project: &Project, log: &mut Log) -> Result<String> {
    postgres::ensure_installed(log)?;
    run(project, log, "drop_in::a_million_keys")
}

/// 1 to 1,000 connections.
pub fn connections(project: &Project, log: &mut Log) -> Result<String> {
    run(project, log, "connections::one_to_a_thousand")
}

/// Half of the capacity, for as long as one likes.
pub fn soak(project: &Project, log: &mut Log) -> Result<String> {
    run(project, log, "soak::half_of_the_capacity")
}

/// One test of `tests/stress`, as fast as the server gets. The answer is its last line.
fn run(project: &Project, log: &mut Log, test: &str) -> Result<String> {
    let mut command = cargo(project.root());
    command.args(["test", "--release", "--workspace", "--locked"]);
    command.args(["--test", "stress", "--", "--nocapture", "--exact", test]);
    if let Some(minutes) = log.minutes {
        command.env("ACCOUNTS_TESTS_SOAK_MINUTES", minutes.to_string());
    }
    let last = log.follow(&mut command)?;
    Ok(last.trim_matches(['|', ' ']).to_owned())
}
