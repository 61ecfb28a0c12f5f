use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use contract_first::project::Project;
use ureq::Agent;

use super::ground::Ground;
use super::row::{Chosen, Row};
use super::table::label;

/// Rows that are counted when none are named.
const USUAL: [&str; 4] = ["handwritten", "stub", "key", "key-logged"];

/// Requests of the shorter and of the longer run. What both have, such as start and end, is not in the difference.
const SHORT: u32 = 500;
const LONG: u32 = 2_500;

/// Counts the instructions in user mode of one request in each row: two runs under valgrind that differ in the number of requests, which
/// one connection sends one after the other. Exit code 0.
///
/// # Errors
/// When valgrind is missing, or when something does not build or run.
pub fn instructions(project: &Project, names: &[String], out: &mut dyn Write) -> Result<u8> {
    let asked = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    ensure!(
        asked.is_ok_and(|status| status.success()),
        "valgrind is missing (Debian: apt-get install valgrind)"
    );
    let usual = USUAL.map(str::to_owned);
    let chosen = Chosen::of(if names.is_empty() { &usual } else { names })?;
    ensure!(
        !chosen.start,
        "`start` has no requests to count instructions of"
    );
    let ground = Ground::prepare(project)?;
    writeln!(
        out,
        "{:<15} {:>12} {:>9}",
        "instructions", "per request", "ratio"
    )?;
    let mut first = None;
    for row in chosen.rows {
        let short = count(&ground, row, SHORT).context(row.name)?;
        let long = count(&ground, row, LONG).context(row.name)?;
        let each = (long - short) / f64::from(LONG - SHORT);
        let ratio = *first.get_or_insert(each) / each;
        writeln!(out, "{} {each:>12.0} {ratio:>9.3}", label(row.name))?;
    }
    writeln!(
        out,
        "\nIn user mode, {} requests on one connection. valgrind's processor has no SHA instructions: hashes cost more than they do.",
        LONG - SHORT
    )?;
    Ok(0)
}

/// All instructions of a server's life with so many requests.
fn count(ground: &Ground, row: &Row, requests: u32) -> Result<f64> {
    let (name, value) = ground.credential(row)?;
    let agent = Agent::new_with_defaults();
    let said = ground.folder_of(row).join("valgrind");
    let wrapper = [
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=callgrind",
        "--log-file=valgrind",
    ];
    let server = ground.start(row, &wrapper)?;
    for _ in 0..requests {
        server.ask(&agent, (name, &value))?;
    }
    server.stop()?;
    let said = fs::read_to_string(&said).with_context(|| format!("no {}", said.display()))?;
    let line = said
        .lines()
        .rev()
        .find_map(|line| line.split_once("Collected :"));
    let count = line.and_then(|(_, count)| count.trim().parse().ok());
    count.with_context(|| format!("valgrind counted nothing:\n{said}"))
}
