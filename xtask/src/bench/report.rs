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
    let mut ratios = Vec::new();
    writeln!(
        out,
        "requests/s, one server thread, 64 connections, {seconds} s a round"
    )?;
    for round in 1..=rounds {
        let mut rates = Vec::new();
        for (name, url) in &servers.addresses {
            let rate = servers.load(url, seconds)?;
            write!(out, "  {name} {rate:.0}")?;
            rates.push(rate);
        }
        let ratio = rates[0] / rates[1];
        writeln!(out, "  ratio {ratio:.3} (round {round})")?;
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    writeln!(out, "median ratio {:.3}", ratios[ratios.len() / 2])?;
    Ok(0)
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
