use std::io::sink;
use std::process::Command;

use anyhow::Result;
use contract_first::progress::Progress;
use contract_first::project::Project;
use contract_first::tools::CargoTool;

use super::log::Log;

/// Licences, bans and sources; what it fetches advisories with is not needed.
const DENY: CargoTool = CargoTool {
    name: "cargo-deny",
    version: "0.20.2",
    default_features: false,
};
/// Dependencies that no source file names.
const MACHETE: CargoTool = CargoTool {
    name: "cargo-machete",
    version: "0.9.2",
    default_features: true,
};

/// What we build on: each licence, source and crate is one that `deny.toml` allows, and each dependency is used.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let installed =
        |tool: CargoTool| tool.ensure_installed(project.tools(), &mut Progress::new(&mut sink()));
    let (deny, machete) = (installed(DENY)?, installed(MACHETE)?);
    for manifest in ["Cargo.toml", "xtask/Cargo.toml"] {
        let mut command = Command::new(&deny);
        command
            .current_dir(project.root())
            .args(["--locked", "--manifest-path", manifest])
            .args(["--config", "deny.toml", "check"]);
        // The list of licences and the bans are those of the service.
        command.args(match manifest {
            "Cargo.toml" => &["licenses", "sources", "bans"][..],
            _ => &["--allow=license-not-encountered", "licenses", "sources"],
        });
        log.run(&mut command)?;
    }
    let mut machete = Command::new(&machete);
    log.run(machete.current_dir(project.root()).arg("--skip-target-dir"))?;
    Ok(String::new())
}
