use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// How much of a log is shown when something failed, in lines.
const MAX_SHOWN_LINES: usize = 60;

/// What the commands of one check print: kept in a file, shown when something fails.
pub struct Log {
    path: PathBuf,
    file: File,
    /// For how long a check goes on that ends when it is told to.
    pub minutes: Option<u32>,
}

impl Log {
    /// A new, empty log.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: PathBuf, minutes: Option<u32>) -> Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            path,
            file,
            minutes,
        })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn say(&mut self, line: &str) -> Result<()> {
        Ok(writeln!(self.file, "{line}")?)
    }

    /// Where the log is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a process may write its output to.
    ///
    /// # Errors
    /// When the system has no more file descriptors.
    pub fn sink(&self) -> Result<Stdio> {
        Ok(self.file.try_clone()?.into())
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it cannot be started or fails.
    pub fn run(&mut self, command: &mut Command) -> Result<()> {
        let line = command_line(command);
        writeln!(self.file, "$ {line}")?;
        let status = command
            .stdin(Stdio::null())
            .stdout(self.sink()?)
            .stderr(self.sink()?)
            .status()
            .with_context(|| format!("cannot start `{line}`"))?;
        if !status.success() {
            bail!("`{line}` failed ({status})");
        }
        Ok(())
    }

    /// As [`Self::run`], and shows every line with a bar in front (`| 3 | 200 |`) while it runs. Answers the last of them.
    ///
    /// # Errors
    /// When it cannot be started or fails.
    pub fn follow(&mut self, command: &mut Command) -> Result<String> {
        let line = command_line(command);
        writeln!(self.file, "$ {line}")?;
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(self.sink()?)
            .spawn()
            .with_context(|| format!("cannot start `{line}`"))?;
        let mut last = String::new();
        let output = process.stdout.take().into_iter().map(BufReader::new);
        for line in output.flat_map(BufRead::lines) {
            let line = line?;
            writeln!(self.file, "{line}")?;
            if line.starts_with('|') {
                if last.is_empty() {
                    println!();
                }
                println!("  {line}");
                last = line;
            }
        }
        let status = process.wait()?;
        if !status.success() {
            bail!("`{line}` failed ({status})");
        }
        Ok(last)
    }

    /// All of it so far.
    pub fn text(&self) -> String {
        let bytes = fs::read(&self.path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The last lines.
    pub fn tail(&self) -> String {
        let text = self.text();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(MAX_SHOWN_LINES)..].join("\n")
    }
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
