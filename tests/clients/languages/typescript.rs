use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::installed::{Installed, folder, root, run};

/// `npm pack`, and a project that has the package installed.
pub(crate) fn install() -> Installed {
    let project = folder("typescript");
    let said = run(Command::new("node")
        .arg(own().join("pack.mjs"))
        .arg(&project)
        .arg(root().join("generated/typescript-client")));
    let packed: Value = serde_json::from_str(&said).expect("what pack.mjs prints");
    let driver = project.join("driver.mjs");
    fs::copy(own().join("driver.mjs"), &driver).expect("the driver");
    let files = packed[0]["files"].as_array().expect("a list of files");
    let readme = project.join("node_modules/accounts-client/README.md");
    Installed {
        language: "typescript",
        fence: "ts",
        driver: vec!["node".into(), driver.into()],
        files: files
            .iter()
            .filter_map(|file| file.as_str().map(str::to_owned))
            .collect(),
        bytes: packed[0]["bytes"].as_u64().expect("a size"),
        readme: fs::read_to_string(readme).expect("a README"),
        example,
    }
}

/// A module of the project, compiled strictly.
fn example(code: &str) -> Command {
    let project = folder("typescript");
    fs::write(project.join("example.ts"), code).expect("a file");
    fs::copy(own().join("tsconfig.json"), project.join("tsconfig.json")).expect("settings");
    run(Command::new("node")
        .current_dir(&project)
        .arg(own().join("node_modules/typescript/bin/tsc")));
    let mut command = Command::new("node");
    command.arg(project.join("example.js"));
    command
}

/// The folder of the driver.
fn own() -> PathBuf {
    root().join("tests/clients/typescript")
}
