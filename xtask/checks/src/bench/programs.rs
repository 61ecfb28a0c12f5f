use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use contract_first::project::Project;
use serde_json::Value;

use super::row::Program;

/// The release builds of everything that is measured, and of the fake services.
pub(super) struct Programs {
    server: PathBuf,
    pub(super) noop: PathBuf,
    side_by_side: PathBuf,
    pub(super) fake_services: PathBuf,
    pub(super) beside: Option<PathBuf>,
}

impl Programs {
    /// Builds them, and says so on stderr as cargo does.
    ///
    /// # Errors
    /// When one does not build.
    pub(super) fn build(project: &Project, beside: Option<PathBuf>) -> Result<Self> {
        // The servers run in folders of their own.
        let beside = beside.map(|program| {
            let absolute = program.canonicalize();
            absolute.with_context(|| format!("{} cannot be measured", program.display()))
        });
        let beside = beside.transpose()?;
        // Not both at once: the server must not get the features that the tests ask of its dependencies.
        let server = [
            "accounts-server",
            "--bin=accounts-server",
            "--example=noop_billing",
        ];
        let tests = [
            "accounts-tests",
            "--example=side_by_side",
            "--example=outside",
        ];
        let mut built = executables(project, &server)?;
        built.extend(executables(project, &tests)?);
        let find = |name: &str| {
            let named = built
                .iter()
                .find(|path| path.file_stem().is_some_and(|stem| stem == name));
            named
                .cloned()
                .with_context(|| format!("cargo built no {name}"))
        };
        Ok(Self {
            server: find("accounts-server")?,
            noop: find("noop_billing")?,
            side_by_side: find("side_by_side")?,
            fake_services: find("outside")?,
            beside,
        })
    }

    /// The program, and its arguments.
    ///
    /// # Errors
    /// When `--beside` names none.
    pub(super) fn of(&self, program: Program) -> Result<(&PathBuf, Option<&'static str>)> {
        Ok(match program {
            Program::SideBySide(which) => (&self.side_by_side, Some(which)),
            Program::Noop => (&self.noop, None),
            Program::Beside => (self.beside.as_ref().context("no --beside")?, None),
            Program::Sandbox | Program::Stripe(_) => (&self.server, None),
        })
    }
}

/// The executables that cargo builds from the targets of one package.
fn executables(project: &Project, targets: &[&str]) -> Result<Vec<PathBuf>> {
    let output = Command::new("cargo")
        .current_dir(project.root())
        .args(["build", "--release", "--locked", "--package"])
        .args(targets)
        .args(["--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "{} does not build", targets[0]);
    let text = String::from_utf8(output.stdout)?;
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(messages
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .collect())
}
