use std::fs;
use std::io::sink;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use contract_first::progress::Progress;
use contract_first::project::Project;
use contract_first::tools::CargoTool;

use super::log::Log;

/// libFuzzer for crates.
const FUZZ: CargoTool = CargoTool {
    name: "cargo-fuzz",
    version: "0.13.2",
    default_features: true,
};

/// The packages with targets, where they are there. What they keep is replayed by the tests of their workspaces.
const PACKAGES: [&str; 2] = ["tests/fuzz", "xtask/fuzz"];

/// How long each target runs by default.
const DEFAULT_MINUTES: u32 = 5;

/// Bounds that each input must keep: 10 s, 1 GiB.
const BOUNDS: [&str; 3] = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"];

/// Inputs at random, guided by what code they reach, into every target.
pub fn stress(project: &Project, log: &mut Log) -> Result<String> {
    let tool = FUZZ.ensure_installed(project.tools(), &mut Progress::new(&mut sink()))?;
    let found = project.work_dir()?.join("fuzz");
    let mut lines = Vec::new();
    let mut inputs = 0;
    for package in PACKAGES {
        let folder = project.root().join(package);
        if !folder.is_dir() {
            continue;
        }
        for target in targets(&folder)? {
            let kept = folder.join("corpus").join(&target);
            let work = found.join(&target);
            fs::create_dir_all(&work)?;
            let mut command = Command::new(&tool);
            command
                .current_dir(&folder)
                // Links sooner; what it costs in speed is made up for by the minutes.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .args(["fuzz", "run", "--fuzz-dir", ".", "--features", "engine"])
                // There is no unsafe code that a sanitizer could watch, and they need a nightly toolchain.
                .args([
                    "--sanitizer",
                    "none",
                    "--debug-assertions",
                    "--codegen-units",
                    "16",
                ])
                .arg(&target)
                .args([&work, &kept])
                .arg("--")
                .args(BOUNDS)
                .arg(format!(
                    "-max_total_time={}",
                    60 * log.minutes.unwrap_or(DEFAULT_MINUTES)
                ))
                .arg(format!("-artifact_prefix={}/{target}-", found.display()))
                .arg("-print_final_stats=1");
            let before = log.text().len();
            if let Err(error) = log.run(&mut command) {
                let text = log.text();
                match text[before..].lines().find_map(written) {
                    Some(input) => bail!(
                        "{input} makes `{target}` fail; to replay it: `cp {input} {}`, then `cargo test` in {package}",
                        kept.display()
                    ),
                    None => return Err(error),
                }
            }
            let figures = Figures::read(&log.text()[before..]);
            let figures =
                figures.with_context(|| format!("{target}: libFuzzer printed no figures"))?;
            inputs += figures.inputs;
            lines.push(format!(
                "  {target:12} {:>11} inputs, {:>6} places reached, {:>5} inputs kept",
                figures.inputs, figures.reached, figures.kept
            ));
        }
    }
    let sum = format!("{inputs} inputs into {} targets, no failures", lines.len());
    Ok(format!("{sum}\n{}", lines.join("\n")))
}

/// Each target has a corpus.
fn targets(package: &Path) -> Result<Vec<String>> {
    let corpus = package.join("corpus");
    let folders =
        fs::read_dir(&corpus).with_context(|| format!("cannot read {}", corpus.display()))?;
    let names = folders.map(|folder| Ok(folder?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// The input that libFuzzer wrote down when a target failed.
fn written(line: &str) -> Option<&str> {
    line.split_once("Test unit written to ")
        .map(|(_, path)| path.trim())
}

/// What libFuzzer says at the end.
struct Figures {
    inputs: u64,
    reached: u64,
    kept: u64,
}

impl Figures {
    fn read(text: &str) -> Option<Self> {
        let number = |text: &str| text.split(['/', ' ']).next()?.parse().ok();
        let inputs = text
            .lines()
            .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
        let last = text.lines().rfind(|line| line.contains("\tDONE "))?;
        let behind = |name: &str| number(last.split_once(name)?.1);
        Some(Self {
            inputs: inputs.trim().parse().ok()?,
            reached: behind(" cov: ")?,
            kept: behind(" corp: ")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_figures() {
        let text = "#2\tINITED cov: 7 ft: 8 corp: 1/1b exec/s: 0 rss: 30Mb\n\
            #9000\tDONE   cov: 2068 ft: 10464 corp: 1799/535Kb lim: 2049 exec/s: 11745 rss: 33Mb\n\
            Done 9000 runs in 5 second(s)\nstat::number_of_executed_units: 9000\n";
        let figures = Figures::read(text).expect("figures");
        assert_eq!(
            (figures.inputs, figures.reached, figures.kept),
            (9000, 2068, 1799)
        );
        assert!(Figures::read("#2\tINITED cov: 7\n").is_none());
    }

    #[test]
    fn names_the_input_of_a_failure() {
        let line = "artifact_prefix='/w/'; Test unit written to /w/body-crash-0a";
        assert_eq!(written(line), Some("/w/body-crash-0a"));
    }
}
