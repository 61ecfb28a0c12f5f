use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// How many lines it prints.
const LINES: usize = 4;

/// `tests/examples/outside.rs`: two fake Stripes, a token, and the keys of its issuer in a file. It shares the load's core.
pub(super) struct Outside {
    process: Child,
    said: Vec<(String, String)>,
}

impl Outside {
    /// Starts it.
    ///
    /// # Errors
    /// When it does not start, or does not say all that it has.
    pub(super) fn start(program: &Path, arguments: &[&str]) -> Result<Self> {
        let mut process = Command::new("taskset")
            .args(["--cpu-list", "1"])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start taskset (Debian: apt-get install util-linux)")?;
        let output = process.stdout.take().context("no output")?;
        let lines = BufReader::new(output).lines().map_while(Result::ok);
        let said = lines.filter_map(|line| {
            let (name, value) = line.split_once(' ')?;
            Some((name.to_owned(), value.to_owned()))
        });
        let said = said.take(LINES).collect();
        Ok(Self { process, said })
    }

    /// What it said under a name.
    ///
    /// # Errors
    /// When it said nothing.
    pub(super) fn said(&self, name: &str) -> Result<&str> {
        let found = self.said.iter().find(|(said, _)| said == name);
        let (_, value) = found.with_context(|| format!("the example `outside` names no {name}"))?;
        Ok(value)
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // Gone already is as good as stopped.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
