//! Redocly CLI, which compares two OpenAPI documents. It comes from npm, pinned by the lockfile in `tools/redocly-cli`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::deadline::output_within;
use super::error::ToolError;
use super::install::last_lines;
use super::once::once;
use crate::document::pretty;
use crate::files::{FileError, sha256};
use crate::progress::Progress;

const MANIFEST: &str = include_str!("../../tools/redocly-cli/package.json");
const LOCKFILE: &str = include_str!("../../tools/redocly-cli/package-lock.json");
/// How long a comparison may take: a second is normal, three for a document of two megabytes.
const DEADLINE: Duration = Duration::from_secs(2 * 60);
/// How much memory it may take, in MiB.
const MAX_MEMORY_MIB: usize = 2048;
/// How much of its own words is shown when it fails, in lines.
const SHOWN_LINES: usize = 20;

/// The installed program.
#[derive(Debug)]
pub struct Redocly {
    program: PathBuf,
}

impl Redocly {
    /// The pinned version, installed into `tools` if it is not yet.
    ///
    /// # Errors
    /// No Node or npm, a download that fails or has another hash.
    pub fn ready(tools: &Path, progress: &mut Progress<'_>) -> Result<Self, ToolError> {
        let version = version()?;
        let name = format!(
            "redocly-cli-{version}-{}",
            &sha256(LOCKFILE.as_bytes())[..12]
        );
        let what = format!("Redocly CLI {version}");
        let folder = once(tools, &name, &what, progress, install)?;
        let program = folder.join("node_modules/@redocly/cli/bin/cli.js");
        if !program.is_file() {
            return Err(ToolError::Incomplete {
                part: program.display().to_string(),
                folder: folder.display().to_string(),
            });
        }
        Ok(Self { program })
    }

    /// Every difference from `old` to `new`, as Redocly's JSON report (version 1).
    ///
    /// # Errors
    /// It cannot be started, does not end within 2 minutes, needs more than 2 GiB, or gives up on a document.
    pub fn diff(&self, old: &Value, new: &Value) -> Result<Value, ToolError> {
        // A folder of its own: a `redocly.yaml` of the caller's must not change the verdict.
        let folder = tempfile::tempdir().map_err(FileError::make("a working folder"))?;
        let report = folder.path().join("report.json");
        for (name, document) in [("old.json", old), ("new.json", new)] {
            fs::write(folder.path().join(name), pretty(document))
                .map_err(FileError::write(name))?;
        }
        let mut command = Command::new("node");
        command
            .current_dir(folder.path())
            .env_remove("NODE_OPTIONS")
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
            .arg(format!("--max-old-space-size={MAX_MEMORY_MIB}"))
            .arg(&self.program)
            .args(["diff", "old.json", "new.json", "--fail-on", "none"])
            .args(["--format", "json", "--output", "report.json"]);
        let ended = output_within(command, DEADLINE).map_err(|cause| ToolError::Start {
            program: "node".to_owned(),
            needs: Some("comparing documents needs Node 20.19 or newer"),
            cause,
        })?;
        let Some((status, words)) = ended else {
            return Err(ToolError::TimedOut {
                tool: "Redocly CLI".to_owned(),
                minutes: DEADLINE.as_secs() / 60,
                advice: "look for schemas that refer to each other in very many ways",
            });
        };
        if words.contains("heap out of memory") {
            return Err(ToolError::Failed(format!(
                "Redocly CLI needs more than {MAX_MEMORY_MIB} MiB to compare the documents: \
             look for schemas that refer to each other in very many ways"
            )));
        }
        if words.contains("Maximum call stack size exceeded") {
            return Err(ToolError::Failed("Redocly CLI cannot compare the documents: their schemas are inside of each other too deeply, `$ref`s followed; \
             shorten the longest chain of schemas".to_owned()));
        }
        let text = fs::read_to_string(report).unwrap_or_default();
        if !status.success() || text.is_empty() {
            let words: Vec<&str> = words
                .lines()
                .filter(|line| !line.trim().is_empty())
                .take(SHOWN_LINES)
                .collect();
            return Err(ToolError::Failed(format!(
                "Redocly CLI cannot compare the documents ({status}); it says:\n{}",
                words.join("\n")
            )));
        }
        serde_json::from_str(&text).map_err(|error| {
            ToolError::Failed(format!("Redocly CLI's report is not JSON: {error}"))
        })
    }
}

fn version() -> Result<String, ToolError> {
    let lockfile: Value = serde_json::from_str(LOCKFILE).unwrap_or_default();
    let version = &lockfile["packages"]["node_modules/@redocly/cli"]["version"];
    let version = version.as_str().map(str::to_owned);
    version
        .ok_or_else(|| ToolError::Pins("the lockfile of Redocly CLI names no version".to_owned()))
}

fn install(stage: &Path) -> Result<PathBuf, ToolError> {
    let folder = stage.join("packages");
    fs::create_dir(&folder).map_err(FileError::make(folder.display()))?;
    for (name, text) in [("package.json", MANIFEST), ("package-lock.json", LOCKFILE)] {
        fs::write(folder.join(name), text).map_err(FileError::write(name))?;
    }
    let npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .current_dir(&folder)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .output()
        .map_err(|cause| ToolError::Start {
            program: "npm".to_owned(),
            needs: Some("comparing documents needs Node 20.19 or newer with npm"),
            cause,
        })?;
    if !npm.status.success() {
        return Err(ToolError::Install {
            tool: "Redocly CLI".to_owned(),
            installer: "npm",
            words: last_lines(&npm),
            advice: Some(
                "The first run needs the network and the registry that npm is set up for; later runs need neither. \
                 Another hash than the one in its package-lock.json is never accepted.",
            ),
        });
    }
    Ok(folder)
}
