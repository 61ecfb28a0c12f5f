use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use contract_first::Version;
use contract_first::project::Project;
use serde_json::json;

use crate::test::log::Log;
use crate::test::python::Packages;
use crate::test::rust::cargo;

/// Texts that documents have for a version.
const TEXTS: [&str; 26] = [
    "",
    "–",
    "版",
    "v1 -- β",
    "v1.19.11",
    "1",
    "1.2",
    "2024.01.01",
    "2024-01-31",
    "2026-11",
    "1.0.0-SNAPSHOT",
    "1.0.0+build.7",
    "01.2.3",
    "99999999999999999999.0.0",
    "9007199254740992",
    "1.0.0-rc.1",
    "1.0.0-01",
    "1.0.0-next.2",
    "1.0b02",
    "3 (Beta)",
    "1.2.3.4",
    "latest",
    "1.0.0-alpha+001",
    "1.0.0\n\"",
    "{{version}}",
    "1.0.0-------",
];

/// The readers of package managers take every version: Cargo, npm's `semver` and pip's `packaging`, in its normal form. The packages that
/// the tests of the clients pin are installed.
pub fn accepted(project: &Project, folder: &Path, log: &mut Log) -> Result<usize> {
    let versions = TEXTS.map(Version::of);
    let members = (0..versions.len()).map(|index| format!("\"p{index}\""));
    let members = members.collect::<Vec<_>>().join(", ");
    fs::create_dir_all(folder)?;
    fs::write(
        folder.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
    )?;
    for (index, version) in versions.iter().enumerate() {
        let package = folder.join(format!("p{index}"));
        fs::create_dir_all(package.join("src"))?;
        fs::write(package.join("src/lib.rs"), "")?;
        let manifest = format!(
            "[package]\nname = \"p{index}\"\nversion = \"{}\"\nedition = \"2024\"\n",
            version.semantic()
        );
        fs::write(package.join("Cargo.toml"), manifest)?;
    }
    log.run(cargo(folder).args(["generate-lockfile", "--offline", "--quiet"]))?;
    let semantic: Vec<_> = versions.iter().map(Version::semantic).collect();
    let npm = "const semver = require('semver');\
        const refused = JSON.parse(process.argv[1]).filter((one) => semver.valid(one) === null);\
        if (refused.length > 0) throw new Error(refused.join(' '));";
    log.run(
        Command::new("node")
            .current_dir(project.root().join("tests/clients/typescript"))
            .args(["-e", npm])
            .arg(json!(semantic).to_string()),
    )?;
    let python: Vec<_> = versions.iter().map(Version::python).collect();
    let packaging = "import json, sys\nfrom packaging.version import Version\n\
        for one in json.loads(sys.argv[1]):\n    assert str(Version(one)) == one, one";
    log.run(
        Command::new("python3")
            .env("PYTHONPATH", Packages::prepare(project)?.tools)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .args(["-c", packaging])
            .arg(json!(python).to_string()),
    )?;
    Ok(versions.len())
}
