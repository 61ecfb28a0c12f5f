//! Installs pinned Python packages into a folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::error::ToolError;
use super::install_once::install_once;
use super::pins::Pins;
use crate::files::FileError;
use crate::progress::Progress;

/// Longest line of a repeated warning that is shown, in characters.
const MAX_WARNING_LENGTH: usize = 300;

/// The folder that holds exactly the packages of `pins`; installed at the first call, found there
/// at every later one, without the network.
///
/// # Errors
/// No Python 3, no `venv` module, a download that fails or has another hash.
pub fn ensure_installed(
    pins: &Pins,
    tools: &Path,
    progress: &mut Progress<'_>,
) -> Result<PathBuf, ToolError> {
    let what = format!("{} {}", pins.packages[0].0, pins.version());
    install_once(tools, &pins.folder_name(), &what, progress, |stage| {
        install(pins, stage)
    })
}

fn install(pins: &Pins, stage: &Path) -> Result<PathBuf, ToolError> {
    let (environment, packages) = (stage.join("venv"), stage.join("packages"));
    make_environment(&environment)?;
    let requirements = stage.join("requirements.txt");
    fs::write(&requirements, &pins.text).map_err(FileError::write(requirements.display()))?;
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let pip = Command::new(programs.join("python"))
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
        ])
        .args([
            "--require-hashes",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--no-compile",
        ])
        .arg("--requirement")
        .arg(&requirements)
        .arg("--target")
        .arg(&packages)
        .output()
        .map_err(|cause| ToolError::Start {
            program: "pip".to_owned(),
            needs: None,
            cause,
        })?;
    if !pip.status.success() {
        return Err(ToolError::Install {
            tool: format!("{} {}", pins.packages[0].0, pins.version()),
            installer: "pip",
            words: last_lines(&pip),
            advice: Some(
                "The first run needs the network and the package index that pip is set up for; later runs need neither. \
                 Only the pinned hash is accepted.",
            ),
        });
    }
    Ok(packages)
}

fn make_environment(environment: &Path) -> Result<(), ToolError> {
    let candidates = if cfg!(windows) {
        ["python", "py"]
    } else {
        ["python3", "python"]
    };
    for program in candidates {
        let arguments: [&OsStr; 3] = ["-m".as_ref(), "venv".as_ref(), environment.as_os_str()];
        let Ok(output) = Command::new(program).args(arguments).output() else {
            continue;
        };
        if output.status.success() {
            return Ok(());
        }
        return Err(ToolError::Python(format!(
            "`{program} -m venv` fails, which is needed to install openapi-generator: {}\n\
             Debian and Ubuntu provide it in a separate package: apt-get install python3-venv",
            last_lines(&output)
        )));
    }
    Err(ToolError::Python(format!(
        "Python 3 is missing: openapi-generator comes from PyPI, with its own Java runtime. \
         Install Python 3 with its venv module (Debian: apt-get install python3 python3-venv) so that `{}` runs.",
        candidates[0]
    )))
}

/// The last lines that a program printed. Of pip's retries only the last one is shown.
pub(super) fn last_lines(output: &Output) -> String {
    let output = if output.stderr.is_empty() {
        &output.stdout
    } else {
        &output.stderr
    };
    let text = String::from_utf8_lossy(output);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect();
    let (tries, others): (Vec<&str>, Vec<&str>) = lines
        .into_iter()
        .partition(|line| line.starts_with("WARNING: Retrying"));
    let last_try = tries
        .last()
        .map(|line| line.chars().take(MAX_WARNING_LENGTH).collect::<String>());
    let others = others[others.len().saturating_sub(8)..]
        .iter()
        .map(|line| (*line).to_owned());
    last_try
        .into_iter()
        .chain(others)
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_index_has_is_not_installed() {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "openapi-generator-cli==0.0.1 --hash=sha256:{}",
            "0".repeat(64)
        );
        let pins = Pins::parse("pins", &text).unwrap();
        let result = ensure_installed(
            &pins,
            folder.path(),
            &mut Progress::new(&mut std::io::sink()),
        );
        let error = result.unwrap_err().to_string();
        for words in [
            "cannot install openapi-generator-cli 0.0.1; pip says:",
            "The first run needs the network",
            "Only the pinned hash is accepted",
        ] {
            assert!(error.contains(words), "{error}");
        }
    }
}
