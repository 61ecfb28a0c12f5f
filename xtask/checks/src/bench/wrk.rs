use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::duration::milliseconds;
use super::server::{BODY, Server};

/// The result of one round of load.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    /// Responses per second.
    pub(super) rate: f64,
    /// Half of the responses came within so many milliseconds.
    pub(super) p50_ms: f64,
    /// 99 of 100 responses came within so many milliseconds.
    pub(super) p99_ms: f64,
    /// Processor time of the server for each response, in microseconds: other load on the machine changes it little.
    pub(super) cpu_micros: f64,
}

/// Writes what wrk must send.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn write_script(file: &Path, (name, value): (&str, &str)) -> Result<()> {
    let script = format!(
        "wrk.method = \"POST\"\nwrk.body = '{BODY}'\nwrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.headers[\"{name}\"] = \"{value}\"\n"
    );
    fs::write(file, script).with_context(|| format!("cannot write {}", file.display()))
}

/// Loads a server from the second core.
///
/// # Errors
/// When wrk is missing, or when not every response was 200.
pub(super) fn load(server: &Server, script: &Path, connections: u32, seconds: u32) -> Result<Load> {
    let before = server.cpu_seconds()?;
    let output = Command::new("taskset")
        .args(["--cpu-list", "1", "wrk", "--latency", "--threads", "1"])
        .args(["--connections", &connections.to_string()])
        .args(["--duration", &format!("{seconds}s"), "--script"])
        .arg(script)
        .arg(server.url())
        .output()
        .context("cannot start taskset (Debian: apt-get install util-linux)")?;
    let cpu = server.cpu_seconds()? - before;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(
        output.status.success(),
        "wrk failed (Debian: apt-get install wrk): {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    ensure!(
        !text.contains("Non-2xx") && !text.contains("Socket errors"),
        "not every response was 200:\n{text}"
    );
    let field = |find: &dyn Fn(&str) -> Option<&str>| {
        let found = text.lines().find_map(|line| find(line.trim()));
        found
            .map(str::trim)
            .with_context(|| format!("wrk printed no result:\n{text}"))
    };
    let requests: f64 =
        field(&|line| line.split_once(" requests in").map(|(count, _)| count))?.parse()?;
    Ok(Load {
        rate: field(&|line| line.strip_prefix("Requests/sec:"))?.parse()?,
        p50_ms: milliseconds(field(&|line| line.strip_prefix("50%"))?)?,
        p99_ms: milliseconds(field(&|line| line.strip_prefix("99%"))?)?,
        cpu_micros: cpu * 1e6 / requests,
    })
}
