use std::io::Write;

use anyhow::Result;
use contract_first::terminal::{LABEL, styled};

use super::rounds::Measured;
use super::wrk::Load;

/// Prints the rates of all rounds, then the medians. Ratios are medians too, of each round's ratio to the first row in the same round,
/// and above 1 is better.
///
/// # Errors
/// When `out` cannot be written.
pub(super) fn print(measured: &[Measured], out: &mut dyn Write) -> Result<()> {
    let Some(first) = measured.first() else {
        return Ok(());
    };
    writeln!(out, "\nrequests/s by round")?;
    for measurement in measured {
        write!(out, "{}", label(measurement.row.name))?;
        for load in &measurement.loads {
            write!(out, " {:>9.0}", load.rate)?;
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "\n{:<15} {:>11} {:>8} {:>8} {:>9} {:>9} {:>9} {:>9}",
        "medians", "requests/s", "p50 ms", "p99 ms", "CPU us", "peak MiB", "by rate", "by CPU"
    )?;
    for measurement in measured {
        let of = |value: fn(&Load) -> f64| median(measurement.loads.iter().map(value).collect());
        let to_first = |ratio: fn(&Load, &Load) -> f64| {
            let pairs = measurement.loads.iter().zip(&first.loads);
            median(pairs.map(|(load, first)| ratio(load, first)).collect())
        };
        writeln!(
            out,
            "{} {:>11.0} {:>8.2} {:>8.2} {:>9.1} {:>9.1} {:>9.3} {:>9.3}",
            label(measurement.row.name),
            of(|load| load.rate),
            of(|load| load.p50_ms),
            of(|load| load.p99_ms),
            of(|load| load.cpu_micros),
            measurement.server.peak_mib()?,
            to_first(|load, first| load.rate / first.rate),
            to_first(|load, first| first.cpu_micros / load.cpu_micros),
        )?;
    }
    writeln!(out)?;
    for measurement in measured {
        writeln!(
            out,
            "{} {}",
            label(measurement.row.name),
            measurement.row.about
        )?;
    }
    writeln!(
        out,
        "One process each on core 0, with one worker thread; wrk, and what the servers call, on core 1. {} connections unless stated.\n\
         CPU us: processor time for each request, kernel included. peak MiB: VmHWM. Ratios are to {}, round by round; more is better.",
        first.row.connections, first.row.name
    )?;
    Ok(())
}

/// The name of a row as its first column.
pub(super) fn label(name: &str) -> String {
    styled(LABEL, format!("{name:<15}"))
}

/// The median; of an even number of values, the upper one of the two in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
