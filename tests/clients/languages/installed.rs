use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::{python, rust, typescript};

/// A client that is installed from its package, with a driver for the cases.
pub(crate) struct Installed {
    /// As in the user agent.
    pub(crate) language: &'static str,
    /// What the code blocks of its README are marked with.
    pub(crate) fence: &'static str,
    /// The program of the driver, and its arguments.
    pub(crate) driver: Vec<OsString>,
    /// Paths of the package's files.
    pub(crate) files: Vec<String>,
    /// Size of the package.
    pub(crate) bytes: u64,
    pub(crate) readme: String,
    /// Makes the program of an example: its code goes where the language wants it.
    pub(crate) example: fn(&str) -> Command,
}

impl Installed {
    /// The driver, with nothing of our environment but where programs are.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.driver[0]);
        command.args(&self.driver[1..]);
        clean(&mut command);
        command
    }

    /// The example, with nothing of our environment but where programs are.
    pub(crate) fn example(&self, code: &str) -> Command {
        let mut command = (self.example)(code);
        clean(&mut command);
        command
    }
}

fn clean(command: &mut Command) {
    command
        .env_clear()
        .envs(env::var_os("PATH").map(|path| ("PATH", path)));
}

/// The clients of all languages, packed and installed once.
pub(crate) fn all() -> &'static [Installed] {
    static ALL: OnceLock<Vec<Installed>> = OnceLock::new();
    ALL.get_or_init(|| vec![rust::install(), typescript::install(), python::install()])
}

/// A path below `target/clients`.
pub(crate) fn folder(name: &str) -> PathBuf {
    let target = target().join("clients");
    fs::create_dir_all(&target).expect("a folder");
    target.join(name)
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    let program = env::current_exe().expect("a program");
    let target = program.ancestors().nth(3);
    target.expect("target/debug/deps/clients").to_owned()
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs a command that has to succeed.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}{errors}");
    said
}
