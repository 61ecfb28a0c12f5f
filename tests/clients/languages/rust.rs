use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::installed::{Installed, folder, root, run, target};

/// `cargo package`, and a project that depends on what is in the package.
pub(crate) fn install() -> Installed {
    let package = target().join("package/accounts-client-1.0.0.crate");
    let arguments = [
        "package",
        "--package",
        "accounts-client",
        "--locked",
        "--allow-dirty",
        "--no-verify",
        "--quiet",
    ];
    run(cargo(&root()).args(arguments));
    let project = folder("rust");
    fs::remove_dir_all(&project).ok();
    fs::create_dir_all(project.join("src")).expect("an empty project");
    run(Command::new("tar")
        .arg("-xzf")
        .arg(&package)
        .arg("-C")
        .arg(&project));
    let files = run(Command::new("tar").arg("-tzf").arg(&package));
    let own = root().join("tests/clients/rust");
    for file in ["Cargo.toml", "src/main.rs"] {
        fs::copy(own.join(file), project.join(file)).expect("a file of the driver");
    }
    // The versions that the workspace has: nothing is built twice, and no network is asked.
    fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).expect("a lockfile");
    run(cargo(&project).args(["build", "--quiet", "--bin", "driver"]));
    Installed {
        language: "rust",
        fence: "rust",
        driver: vec![target().join("debug/driver").into()],
        files: files.lines().map(str::to_owned).collect(),
        bytes: fs::metadata(&package).expect("a package").len(),
        readme: fs::read_to_string(project.join("accounts-client-1.0.0/README.md"))
            .expect("a README"),
        example,
    }
}

/// A second program of the project.
fn example(code: &str) -> Command {
    let project = folder("rust");
    fs::create_dir_all(project.join("examples")).expect("a folder");
    fs::write(project.join("examples/readme.rs"), code).expect("a file");
    run(cargo(&project).args(["build", "--quiet", "--example", "readme"]));
    Command::new(target().join("debug/examples/readme"))
}

fn cargo(folder: &Path) -> Command {
    let program = env::var_os("CARGO").map(PathBuf::from);
    let mut command = Command::new(program.unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target());
    command
}
