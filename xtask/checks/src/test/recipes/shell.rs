use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use contract_first::project::Project;

use crate::test::log::Log;
use crate::test::readme::commands;
use crate::test::working_tree;

/// A copy of the checkout, committed to a repository of its own, in which a person types commands.
pub struct Shell<'l> {
    folder: PathBuf,
    preamble: String,
    log: &'l mut Log,
}

impl<'l> Shell<'l> {
    /// In a fresh copy. `cargo xtask` is the one of `repository`, so that it is not built again.
    pub fn open(project: &Project, name: &str, log: &'l mut Log) -> Result<Self> {
        let folder = working_tree::copy_with_builds(project, name)?;
        let xtask = format!(
            "command cargo run --quiet --locked --manifest-path {} -- --root \"$PWD\" --tools {}",
            quoted(&project.root().join("xtask/Cargo.toml")),
            quoted(project.tools())
        );
        let preamble = format!(
            "set -euo pipefail\ncargo() {{ if [ \"$1\" = xtask ]; then shift; {xtask} \"$@\"; else command cargo \"$@\"; fi; }}\n"
        );
        let mut shell = Self {
            folder,
            preamble,
            log,
        };
        shell.passes(
            "git init --quiet && git add --all && git -c user.name=test -c user.email=test@example.com commit --quiet --message start",
        )?;
        Ok(shell)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where its output is kept.
    pub fn log(&mut self) -> &mut Log {
        self.log
    }

    /// Runs a command that must end with a code; gives what it printed.
    pub fn ends(&mut self, command: &str, code: i32) -> Result<String> {
        self.log.say(&format!("$ {command}"))?;
        let output = Command::new("bash")
            .current_dir(&self.folder)
            .arg("-c")
            .arg(format!("{}{{ {command}\n}} 2>&1", self.preamble))
            .env_remove("CARGO_MANIFEST_DIR")
            .env_remove("CARGO_PKG_NAME")
            .stdin(Stdio::null())
            .output()
            .context("cannot start bash")?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        self.log.say(&text)?;
        ensure!(
            output.status.code() == Some(code),
            "`{command}` exited with {}, not with {code}",
            output.status
        );
        Ok(text)
    }

    /// Runs a command that must pass.
    pub fn passes(&mut self, command: &str) -> Result<String> {
        self.ends(command, 0)
    }

    /// Runs a command whose output must have each of the texts.
    pub fn says(&mut self, command: &str, code: i32, texts: &[&str]) -> Result<()> {
        let output = self.ends(command, code)?;
        for text in texts {
            ensure!(output.contains(text), "`{command}` does not print `{text}`");
        }
        Ok(())
    }
}

/// The commands of the `bash` blocks under a heading of the README. They change the checkout, so the check `readme`, which runs `sh`
/// blocks, leaves them alone.
pub fn recipe<'r>(readme: &'r str, heading: &str) -> Result<Vec<&'r str>> {
    let (_, section) = readme
        .split_once(&format!("\n## {heading}\n"))
        .with_context(|| format!("the README has no section `{heading}`"))?;
    let section = section.split("\n## ").next().unwrap_or(section);
    let commands = commands(section, "bash");
    ensure!(
        !commands.is_empty(),
        "the README's `{heading}` has no `bash` block"
    );
    Ok(commands)
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::recipe;

    #[test]
    fn commands_are_those_of_the_section() {
        let readme = "# A\n\n## One\n```bash\nno\n```\n\n## Two\n\n```sh\nno\n```\n```bash\nyes\n```\n\n## Three\n```bash\nno\n```\n";
        assert_eq!(recipe(readme, "Two").unwrap(), ["yes"]);
        assert!(recipe(readme, "Four").is_err());
    }
}
