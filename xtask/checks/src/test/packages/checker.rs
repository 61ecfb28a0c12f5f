use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use contract_first::TargetKind;
use contract_first::project::Project;
use contract_first::tools::output_within;

use super::package::Package;
use super::{python, rust, typescript};
use crate::test::log::Log;

/// How long one tool may take for one package: the largest take minutes, and many on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(60 * 60);

/// What is checked side by side: cargo leaves a core to the other languages while it waits for its largest package.
const LANES: [[TargetKind; 2]; 2] = [
    [TargetKind::RustAxum, TargetKind::Rust],
    [TargetKind::TypeScript, TargetKind::Python],
];

/// How strictly a package is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// It compiles without a warning: `cargo check`, `mypy --strict` and an import, `tsc --strict`.
    Compile,
    /// The linters of its language find nothing either: clippy, ruff.
    Lint,
}

/// Why a package is not accepted.
#[derive(Debug)]
pub enum Complaints {
    /// A compiler or linter refuses it; with all that the tool printed.
    Printed(String),
    /// A tool did not end in time, so nothing is known of the package.
    TimedOut(String),
}

/// The compilers and linters of all languages. What they build packages on is shared by all packages.
pub struct Checker {
    builds: PathBuf,
    rust: rust::Locks,
    python: python::Environment,
    typescript: typescript::Compiler,
}

impl Checker {
    /// Makes the tools ready that the checkout pins; what they build goes to `target/xtask/packages`.
    ///
    /// # Errors
    /// A tool that cannot be installed.
    pub fn prepare(project: &Project, log: &mut Log) -> Result<Self> {
        let folder = project.work_dir()?.join("packages");
        Ok(Self {
            builds: folder.join("build"),
            rust: rust::Locks::of(project),
            python: python::Environment::prepare(project, &folder.join("python"), log)?,
            typescript: typescript::Compiler::prepare(project, log)?,
        })
    }

    /// A Python that has the package.
    ///
    /// # Errors
    /// A folder whose name cannot be in a list of folders.
    pub fn python(&self, package: &Package) -> Result<Command> {
        self.python.interpreter(&[package])
    }

    /// Compiles a TypeScript package into a folder.
    pub fn tsc(&self, package: &Package, output: &Path) -> Command {
        self.typescript.emit(package, output)
    }

    /// The folder that Rust is built in.
    pub fn builds(&self) -> &Path {
        &self.builds
    }

    /// Checks a package with the tools of its language.
    ///
    /// # Errors
    /// Outer: a tool cannot be run. Inner: what the tool has against the package.
    pub fn check(
        &self,
        package: &Package,
        strictness: Strictness,
    ) -> Result<Result<(), Complaints>> {
        self.check_kind(package.kind, &[package], strictness)
    }

    /// Packages of one kind, which are in one folder: each tool runs once for all of them.
    fn check_kind(
        &self,
        kind: TargetKind,
        packages: &[&Package],
        strictness: Strictness,
    ) -> Result<Result<(), Complaints>> {
        let commands = match kind {
            TargetKind::RustAxum | TargetKind::Rust => {
                self.rust.commands(packages, &self.builds, strictness)?
            }
            TargetKind::TypeScript => self.typescript.commands(packages)?,
            TargetKind::Python => self.python.commands(packages, strictness)?,
        };
        for command in commands {
            if let Err(complaints) = run_tool(command)? {
                return Ok(Err(complaints));
            }
        }
        Ok(Ok(()))
    }

    /// As [`Self::check`], for packages below one folder of work that must pass.
    ///
    /// # Errors
    /// Complaints, too: those of all tools that run first for their language.
    pub fn expect_all(
        &self,
        packages: &[Package],
        strictness: Strictness,
        log: &mut Log,
    ) -> Result<()> {
        let results = thread::scope(|scope| {
            let lanes = LANES
                .map(|kinds| scope.spawn(move || self.check_lane(kinds, packages, strictness)));
            let ended = lanes.map(|lane| lane.join().map_err(|_| anyhow!("a panic"))?);
            ended.into_iter().collect::<Result<Vec<_>>>()
        })?;
        let mut wrong = Vec::new();
        for Checked {
            kind,
            count,
            result,
            took,
        } in results.into_iter().flatten()
        {
            if let Err(Complaints::Printed(text) | Complaints::TimedOut(text)) = result {
                log.say(&text)?;
                wrong.push(kind.id());
            }
            let (target, seconds) = (kind.id(), took.as_secs_f64());
            log.say(&format!("{count} packages for {target}: {seconds:.1} s"))?;
        }
        ensure!(wrong.is_empty(), "check failed: {}", wrong.join(", "));
        Ok(())
    }

    /// Checks the packages of some kinds, one kind after the other.
    fn check_lane(
        &self,
        kinds: [TargetKind; 2],
        packages: &[Package],
        strictness: Strictness,
    ) -> Result<Vec<Checked>> {
        let mut lane = Vec::new();
        for kind in kinds {
            let of_kind = packages.iter().filter(|package| package.kind == kind);
            let of_kind: Vec<_> = of_kind.collect();
            if of_kind.is_empty() {
                continue;
            }
            let start = Instant::now();
            let result = self.check_kind(kind, &of_kind, strictness)?;
            let (count, took) = (of_kind.len(), start.elapsed());
            lane.push(Checked {
                kind,
                count,
                result,
                took,
            });
        }
        Ok(lane)
    }
}

/// What checking the packages of one kind came to.
struct Checked {
    kind: TargetKind,
    count: usize,
    result: Result<(), Complaints>,
    took: Duration,
}

/// Runs a compiler or linter to its end.
///
/// # Errors
/// Outer: it cannot be run. Inner: it failed, or did not end in time.
pub fn run_tool(command: Command) -> Result<Result<(), Complaints>> {
    let line: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let line = line.join(" ");
    let ended = output_within(command, TIMEOUT).with_context(|| format!("cannot run `{line}`"))?;
    Ok(match ended {
        Some((status, _)) if status.success() => Ok(()),
        Some((status, text)) => Err(Complaints::Printed(format!("`{line}` ({status})\n{text}"))),
        None => {
            let minutes = TIMEOUT.as_secs() / 60;
            let text = format!("`{line}` did not finish within {minutes} minutes");
            Err(Complaints::TimedOut(text))
        }
    })
}
