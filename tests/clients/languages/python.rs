use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::installed::{Installed, folder, root, run};

/// Where `cargo xtask test clients` has the pinned packages that the client needs, and those that build it.
const PACKAGES: [&str; 2] = [
    "ACCOUNTS_TESTS_PYTHON_PACKAGES",
    "ACCOUNTS_TESTS_PYTHON_TOOLS",
];

/// A wheel, and an environment that it is installed into by pip.
pub(crate) fn install() -> Installed {
    let [packages, tools] =
        PACKAGES.map(|variable| {
            let path = env::var_os(variable);
            PathBuf::from(path.unwrap_or_else(|| {
                panic!("{variable} is not set: cargo xtask test clients sets it")
            }))
        });
    let wheel = packed(&tools);
    let environment = folder("python");
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&environment));
    let python = environment.join("bin/python");
    let arguments = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    run(Command::new(&python)
        .args(arguments)
        .args(["--no-index", "--no-deps"])
        .arg(&wheel));
    // What the wheel depends on is pinned, and no network is asked for it.
    let site = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let site = PathBuf::from(run(Command::new(&python).args(["-c", site])).trim());
    fs::write(
        site.join("packages.pth"),
        format!("{}\n", packages.display()),
    )
    .expect("a path");
    let list = "import sys, zipfile; print(*zipfile.ZipFile(sys.argv[1]).namelist(), sep='\\n')";
    let files = run(Command::new(&python).args(["-c", list]).arg(&wheel));
    let readme =
        "import importlib.metadata as m; print(m.metadata('accounts-client').get_payload())";
    Installed {
        language: "python",
        fence: "python",
        driver: vec![
            python.clone().into(),
            root().join("tests/clients/python/driver.py").into(),
        ],
        files: files.lines().map(str::to_owned).collect(),
        bytes: fs::metadata(&wheel).expect("a wheel").len(),
        readme: run(Command::new(&python).args(["-c", readme])),
        example,
    }
}

/// Builds the wheel from a copy: nothing is written beside what is generated.
fn packed(tools: &Path) -> PathBuf {
    let source = folder("python-source");
    fs::remove_dir_all(&source).ok();
    copied(&root().join("generated/python-client"), &source);
    let wheels = folder("python-wheel");
    fs::remove_dir_all(&wheels).ok();
    run(Command::new("python3")
        .current_dir(&source)
        .env("PYTHONPATH", tools)
        .args(["-m", "hatchling", "build", "--target", "wheel"])
        .arg("--directory")
        .arg(&wheels));
    let mut entries = fs::read_dir(wheels).expect("a folder");
    entries.next().expect("a wheel").expect("an entry").path()
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copied(&path, &to),
            false => {
                fs::copy(&path, &to).expect("a copy");
            }
        }
    }
}

/// A program of its own in the environment.
fn example(code: &str) -> Command {
    let program = folder("python").join("example.py");
    fs::write(&program, code).expect("a program");
    let mut command = Command::new(folder("python").join("bin/python"));
    command.arg(program);
    command
}
