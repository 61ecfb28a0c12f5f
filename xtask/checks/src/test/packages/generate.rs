use std::io;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use contract_first::generation::{Made, Other, ProduceError, generate_other};
use contract_first::lint::Finding;
use contract_first::progress::Progress;
use contract_first::repository::Repository;

use super::kind::{Package, PackageKind};

/// `generate --contract CONTRACT --target ... --output ...` of one package.
///
/// # Errors
/// As the command has them.
pub fn generate(
    repository: &Repository,
    contract: &Path,
    package: &Package,
    skip_unsupported: bool,
) -> Result<Made, ProduceError> {
    let other = Other {
        contract: contract.to_string_lossy().into_owned(),
        overlay: None,
        target: package.kind.target().to_owned(),
        output: package.folder.clone(),
        skip_unsupported,
    };
    generate_other(repository, &other, &mut Progress::new(&mut io::sink()))
}

/// All four packages of a document, below `work_dir`; nothing of the document is left out.
///
/// # Errors
/// A document that is refused for one of the targets, with every finding.
pub fn generate_all(
    repository: &Repository,
    contract: &Path,
    work_dir: &Path,
) -> Result<Vec<Package>> {
    let stem = contract.file_stem().context("a document has a name")?;
    let stem = stem.to_string_lossy();
    let mut packages = Vec::new();
    for kind in PackageKind::ALL {
        let package = kind.package(work_dir, &stem);
        generate(repository, contract, &package, false).map_err(|error| {
            let target = kind.target();
            anyhow!("{} for {target}: {}", contract.display(), message(error))
        })?;
        packages.push(package);
    }
    Ok(packages)
}

/// All that an error says.
fn message(error: ProduceError) -> String {
    match error {
        ProduceError::Contract(error) | ProduceError::Tools(error) => format!("{error:#}"),
        ProduceError::Template { place, words } => format!("{place}: {words}"),
        ProduceError::Refused(findings) => {
            let lines = findings.iter().map(|finding| {
                let Finding {
                    pointer,
                    reason,
                    remedy,
                    ..
                } = finding;
                format!("\n  {pointer}: {reason}; {remedy}")
            });
            format!("refused{}", lines.collect::<String>())
        }
    }
}
