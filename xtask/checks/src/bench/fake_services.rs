use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// How many lines the example prints.
const LINE_COUNT: usize = 4;

/// `tests/examples/outside.rs`: two fake Stripes, a token, and the keys of its issuer in a file. It shares the load's core.
pub(super) struct FakeServices {
    process: Child,
    values: Vec<(String, String)>,
}

impl FakeServices {
    /// Starts it.
    ///
    /// # Errors
    /// When it does not start, or does not print all of its values.
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
        let values = lines.filter_map(|line| {
            let (name, value) = line.split_once(' ')?;
            Some((name.to_owned(), value.to_owned()))
        });
        let values = values.take(LINE_COUNT).collect();
        Ok(Self { process, values })
    }

    /// The value that it printed under a name.
    ///
    /// # Errors
    /// When it did not print it.
    pub(super) fn value(&self, name: &str) -> Result<&str> {
        let found = self.values.iter().find(|(known, _)| known == name);
        let (_, value) =
            found.with_context(|| format!("the example `outside` printed no {name}"))?;
        Ok(value)
    }
}

impl Drop for FakeServices {
    fn drop(&mut self) {
        // It may have stopped already.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
