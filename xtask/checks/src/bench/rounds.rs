use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use contract_first::project::Project;

use super::environment::BenchEnvironment;
use super::row::{Row, SelectedRows};
use super::server::Server;
use super::wrk::{self, Load};
use super::{start, table};

/// A row with its running server, and the results of its rounds.
pub(super) struct Measured {
    pub(super) row: &'static Row,
    pub(super) server: Server,
    script: PathBuf,
    pub(super) loads: Vec<Load>,
}

/// How long everything is measured.
#[derive(Clone, Copy, Debug)]
pub struct Rounds {
    /// Rounds of each row, in turns.
    pub rounds: u32,
    /// Seconds of each round.
    pub seconds: u32,
}

/// Starts a server for each row, loads them in turns, and prints every round. `beside` is the program of the row of that name. Exit code 0.
///
/// # Errors
/// When something does not build or run, or when a response is not 200.
pub fn run(
    project: &Project,
    names: &[String],
    Rounds { rounds, seconds }: Rounds,
    beside: Option<PathBuf>,
    out: &mut dyn Write,
) -> Result<u8> {
    let chosen = SelectedRows::of(names, beside.is_some())?;
    let environment = BenchEnvironment::prepare(project, beside)?;
    let mut measured = Vec::new();
    for row in chosen.rows {
        let server = environment.start(row, &[])?;
        let script = environment.folder_of(row).join("wrk.lua");
        let (name, value) = environment.credential(row)?;
        wrk::write_script(&script, (name, &value))?;
        // So that all connections, caches and code are warm.
        wrk::load(&server, &script, row.connections, 1).context(row.name)?;
        measured.push(Measured {
            row,
            server,
            script,
            loads: Vec::new(),
        });
    }
    for round in 1..=rounds {
        if measured.is_empty() {
            break;
        }
        write!(out, "round {round} of {rounds}, {seconds} s each:")?;
        for measurement in &mut measured {
            write!(out, " {}", measurement.row.name)?;
            out.flush()?;
            let load = wrk::load(
                &measurement.server,
                &measurement.script,
                measurement.row.connections,
                seconds,
            );
            measurement.loads.push(load.context(measurement.row.name)?);
        }
        writeln!(out)?;
    }
    table::print(&measured, out)?;
    drop(measured);
    if chosen.start {
        start::measure(&environment, out)?;
    }
    Ok(0)
}
