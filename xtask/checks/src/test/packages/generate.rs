use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use contract_first::TargetKind;
use contract_first::generation::{
    AdHocJob, GenerateOutcome, ProduceError, generate_prepared, generate_to, prepare,
};
use contract_first::parallel::side_by_side;
use contract_first::progress::Progress;
use contract_first::project::Project;

use super::package::Package;

/// `generate --contract CONTRACT --target ... --output ...` of one package.
///
/// # Errors
/// As the command has them.
pub fn generate(
    project: &Project,
    contract: &Path,
    package: &Package,
    skip_unsupported: bool,
) -> Result<GenerateOutcome, ProduceError> {
    let job = ad_hoc_job(contract, package, skip_unsupported);
    generate_to(project, &job, &mut Progress::new(&mut io::sink()))
}

/// As [`generate`], for several packages of what each target takes: one run of the generator makes those that are not refused, and only
/// where it fails each has a run of its own.
pub fn generate_supported(
    project: &Project,
    jobs: &[(PathBuf, Package)],
) -> Vec<Result<(), ProduceError>> {
    let mut refused = Vec::new();
    let mut prepared = Vec::new();
    for (contract, package) in jobs {
        let result = prepare(project, &ad_hoc_job(contract, package, true));
        refused.push(result.map(|job| prepared.push(job)));
    }
    if generate_prepared(project, prepared, &mut Progress::new(&mut io::sink())).is_ok() {
        return refused;
    }
    let alone = |(contract, package): &(PathBuf, Package)| {
        generate(project, contract, package, true).map(|_| ())
    };
    jobs.iter().map(alone).collect()
}

/// All four packages of each document, below `work_dir`, with one run of the generator; nothing of a document is left out.
///
/// # Errors
/// A document that is refused for one of the targets, with every finding.
pub fn generate_all(
    project: &Project,
    contracts: &[PathBuf],
    work_dir: &Path,
) -> Result<Vec<Package>> {
    let mut sources = Vec::new();
    for contract in contracts {
        let stem = contract.file_stem().context("a document has a name")?;
        let stem = stem.to_string_lossy();
        let packages = TargetKind::ALL.map(|kind| Package::new(kind, work_dir, &stem));
        sources.extend(packages.map(|package| (contract, package)));
    }
    let all = side_by_side(&sources, |(contract, package)| {
        let prepared = prepare(project, &ad_hoc_job(contract, package, false));
        prepared.map_err(|error| {
            let target = package.kind.id();
            anyhow!("{} for {target}: {}", contract.display(), message(error))
        })
    });
    let all = all.into_iter().collect::<Result<_>>()?;
    generate_prepared(project, all, &mut Progress::new(&mut io::sink()))
        .map_err(|error| anyhow!(message(error)))?;
    let packages = sources.into_iter().map(|(_, package)| package);
    Ok(packages.collect())
}

/// The job of one package; the overlay of a document, if it has one, is beside it: `corners.overlay.json`.
fn ad_hoc_job(contract: &Path, package: &Package, skip_unsupported: bool) -> AdHocJob {
    let overlay = contract.with_extension("overlay.json");
    AdHocJob {
        contract: contract.to_string_lossy().into_owned(),
        overlay: overlay.is_file().then_some(overlay),
        target: package.kind,
        output: package.folder.clone(),
        skip_unsupported,
    }
}

/// All that an error says.
fn message(error: ProduceError) -> String {
    match error {
        ProduceError::Refused(findings) => {
            let lines = findings.iter().map(|found| {
                let (pointer, reason) = (found.pointer(), found.reason());
                format!("\n  {} {pointer}: {reason}; {}", found.code(), found.help())
            });
            format!("refused{}", lines.collect::<String>())
        }
        other => format!("{:#}", anyhow::Error::from(other)),
    }
}
