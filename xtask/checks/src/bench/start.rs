use std::io::Write;
use std::time::Instant;

use anyhow::{Context, Result};
use ureq::Agent;

use super::environment::BenchEnvironment;
use super::row::{ROWS, START};
use super::table::{label, median};

/// How often the server is started.
const START_COUNT: usize = 21;

/// Prints how long it takes from exec to the first 200, on a database that is there.
///
/// # Errors
/// When the server does not start or answer.
pub(super) fn measure(environment: &BenchEnvironment, out: &mut dyn Write) -> Result<()> {
    let row = ROWS
        .iter()
        .find(|row| row.name == "sandbox")
        .context("no sandbox")?;
    let (name, value) = environment.credential(row)?;
    // The first has the database to copy.
    environment.start(row, &[])?.stop()?;
    let mut milliseconds = Vec::new();
    for _ in 0..START_COUNT {
        let agent = Agent::new_with_defaults();
        let begun = Instant::now();
        let server = environment.start(row, &[])?;
        server.ask(&agent, (name, &value))?;
        milliseconds.push(begun.elapsed().as_secs_f64() * 1e3);
        server.stop()?;
    }
    let worst = milliseconds.iter().copied().fold(0.0, f64::max);
    writeln!(out, "\n{} {}", label(START.0), START.1)?;
    writeln!(
        out,
        "{} {START_COUNT} times: median {:.1} ms, worst {worst:.1} ms",
        label(""),
        median(milliseconds)
    )?;
    Ok(())
}
