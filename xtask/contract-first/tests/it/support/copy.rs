//! Copies of projects in temporary folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::Parser;
use contract_first::cli::{Arguments, run};
use contract_first::drift::{DriftReport, compare};
use contract_first::files::{below, files_below};
use contract_first::generation::{Product, produce, swap_in};
use contract_first::progress::Progress;
use contract_first::project::{Caller, Project};
use tempfile::TempDir;

use super::Outcome;

/// A project in a temporary folder, removed at the end of the test.
pub struct Copy {
    folder: TempDir,
}

/// The small project of the tests, without output.
pub fn project() -> Copy {
    Copy::of(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/project"),
        &["openapi"],
    )
}

/// The small project with its output: generated once, copied for each test.
pub fn fresh() -> Copy {
    static BASE: LazyLock<Copy> = LazyLock::new(|| {
        let project = project();
        let outcome = project.run(&["generate"]);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        project
    });
    Copy::of(BASE.folder.path(), &["openapi", "generated"])
}

/// What the pipeline makes of the small project, without another run of the generator.
fn product() -> &'static Product {
    static PRODUCT: LazyLock<Product> = LazyLock::new(|| {
        let project = project();
        produce(&project.project(), &mut Progress::new(&mut std::io::sink())).unwrap()
    });
    &PRODUCT
}

/// The contract, overlay, targets and templates of this checkout, with the output they make.
pub fn checkout() -> Copy {
    let copy = Copy::of(&root(), &["openapi"]);
    let outcome = copy.run(&["generate"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    copy
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_owned()
}

impl Copy {
    fn of(source: &Path, parts: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = Self { folder };
        for part in parts {
            for name in files_below(&source.join(part)).unwrap() {
                copy.write_bytes(
                    &format!("{part}/{name}"),
                    &fs::read(below(&source.join(part), &name)).unwrap(),
                );
            }
        }
        copy
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        below(self.folder.path(), name)
    }

    /// The text of a file in it.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Removes a file of it.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    pub fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces a part of a file's text that must be there.
    pub fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{name} has no `{old}`");
        self.write(name, &text.replacen(old, new, 1));
    }

    /// Itself, with this checkout's installed tools.
    pub fn project(&self) -> Project {
        Project::at(self.folder.path(), Some(&root().join("target/tools"))).unwrap()
    }

    /// Compares its output with what the pipeline makes of its inputs, which must be those of the
    /// small project: `drift` without the run of the generator.
    pub fn compare(&self) -> Outcome {
        let paths = compare(&self.project(), product()).unwrap();
        let report = DriftReport {
            caller: Caller::OWN,
            paths,
            subject: String::new(),
            steps: Vec::new(),
        };
        let mut out = Vec::new();
        report.write(&mut out).unwrap();
        Outcome::new(Ok(report.status().exit_code()), &out, self.folder.path())
    }

    /// Puts in place what the pipeline makes of the small project: `generate` without the run.
    pub fn swap_in(&self) {
        let project = self.project();
        swap_in(&project, &project.generated(), &product().files, &[]).unwrap();
    }

    /// Runs a command on it, with this checkout's installed tools.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let tools = root().join("target/tools");
        self.run_with_tools(arguments, &tools)
    }

    /// Runs a command on it with tools in another folder.
    pub fn run_with_tools(&self, arguments: &[&str], tools: &Path) -> Outcome {
        let here = [
            "contract-first",
            "--root",
            self.folder.path().to_str().unwrap(),
            "--tools",
            tools.to_str().unwrap(),
        ];
        let Arguments { command, checkout } =
            Arguments::try_parse_from(here.iter().chain(arguments)).unwrap();
        let (mut out, mut progress) = (Vec::new(), Vec::new());
        let result = run(&checkout, Caller::OWN, command, &mut out, &mut progress);
        Outcome::new(result, &out, self.folder.path())
    }
}
