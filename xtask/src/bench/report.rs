use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::load::Servers;
use crate::repository::Repository;

/// Loads both servers in turns and prints every round, so that a drifting machine shows. Exit code 0.
///
/// # Errors
/// When they do not build or run.
pub fn run(repository: &Repository, rounds: u32, seconds: u32, out: &mut dyn Write) -> Result<u8> {
    let program = build(repository)?;
    let servers = Servers::start(&program, &repository.workshop()?)?;
    for (_, url) in &servers.addresses {
        servers.load(url, 1)?;
    }
    let (mut by_rate, mut by_cpu) = (Vec::new(), Vec::new());
    writeln!(
        out,
        "one server thread, 64 connections, {seconds} s a round"
    )?;
    for round in 1..=rounds {
        write!(out, "round {round}:")?;
        let mut loads = Vec::new();
        for (name, url) in &servers.addresses {
            let load = servers.load(url, seconds)?;
            write!(
                out,
                "  {name} {:.0}/s {:.2} us of CPU",
                load.rate, load.cpu_micros
            )?;
            loads.push(load);
        }
        writeln!(out)?;
        by_rate.push(loads[0].rate / loads[1].rate);
        by_cpu.push(loads[1].cpu_micros / loads[0].cpu_micros);
    }
    writeln!(out, "generated : handwritten, median of {rounds} rounds")?;
    writeln!(out, "  by requests/s        {:.3}", median(by_rate))?;
    writeln!(out, "  by CPU per request   {:.3}", median(by_cpu))?;
    Ok(0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn build(repository: &Repository) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .current_dir(repository.root())
        .args([
            "build",
            "--release",
            "--locked",
            "--package",
            "accounts-tests",
            "--example",
            "side_by_side",
        ])
        .args(["--message-format", "json-render-diagnostics"])
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "the servers do not build");
    let text = String::from_utf8(output.stdout)?;
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let built = messages
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back();
    built.context("cargo named no program")
}
