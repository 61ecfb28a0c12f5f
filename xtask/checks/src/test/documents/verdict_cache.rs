//! Caches check results by the hash of what was checked: an interrupted run continues where it stopped, and unchanged packages are not
//! compiled again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::document::pretty;
use contract_first::files::{below, files_below, sha256, write_atomically};
use contract_first::project::Project;
use serde_json::{Value, json};

use crate::test::packages::Package;

/// Raised when a package is checked in another way than before.
const FORMAT: u32 = 2;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageVerdict {
    /// The package compiled. With what the served stub answered first; empty for a client.
    Compiled {
        /// Status and text, on one line.
        answer: String,
    },
    /// It did not.
    RefusedOperation {
        /// What the compiler has against it.
        complaints: String,
    },
}

impl PackageVerdict {
    fn text(&self) -> String {
        pretty(&match self {
            Self::Compiled { answer } => json!({ "answer": answer }),
            Self::RefusedOperation { complaints } => json!({ "complaints": complaints }),
        })
    }

    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let string = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        let compiled = string("answer").map(|answer| Self::Compiled { answer });
        compiled.or_else(|| {
            string("complaints").map(|complaints| Self::RefusedOperation { complaints })
        })
    }
}

/// Caches the verdicts of earlier runs.
pub struct VerdictCache {
    folder: PathBuf,
    root: PathBuf,
    rust: String,
    python: String,
}

impl VerdictCache {
    /// The one of a checkout, kept in `folder`.
    ///
    /// # Errors
    /// No folder, or a compiler that does not say its version.
    pub fn open(project: &Project, folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            root: project.root().to_owned(),
            rust: version("rustc")?,
            python: version("python3")?,
        })
    }

    /// The name of a package's verdict: the hash of its files and of what checks it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn key(&self, package: &Package) -> Result<String> {
        let (how, tools, files): (&str, &str, &[&str]) = match package.kind {
            TargetKind::RustAxum => (
                "server",
                &self.rust,
                &["tests/bookshop/Cargo.lock", "tests/documents/served"],
            ),
            TargetKind::Rust => ("rust", &self.rust, &["tests/clients/bookshop/Cargo.lock"]),
            TargetKind::TypeScript => (
                "typescript",
                "",
                &["tests/clients/typescript/package-lock.json"],
            ),
            TargetKind::Python => (
                "python",
                &self.python,
                &[
                    "tests/clients/python/client.txt",
                    "tests/clients/python/tools.txt",
                ],
            ),
        };
        let mut parts = format!("{FORMAT} {how} {tools}\n");
        for file in files {
            parts.push_str(&hashes(&below(&self.root, file))?);
        }
        parts.push_str(&hashes(&package.folder)?);
        Ok(sha256(parts.as_bytes()))
    }

    /// What a check found earlier.
    pub fn get(&self, key: &str) -> Option<PackageVerdict> {
        let text = fs::read_to_string(self.file(key)).ok()?;
        PackageVerdict::read(&text)
    }

    /// Keeps what a check found.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, key: &str, verdict: &PackageVerdict) -> Result<()> {
        let file = self.file(key);
        write_atomically(&file, verdict.text().as_bytes())
            .with_context(|| format!("cannot write {}", file.display()))
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}

/// A line for each file below a path, or for the one at it: its hash and its name.
fn hashes(path: &Path) -> Result<String> {
    let mut lines = String::new();
    let mut add = |name: &str, path: &Path| -> Result<()> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        lines.push_str(&format!("{} {name}\n", sha256(&bytes)));
        Ok(())
    };
    if path.is_file() {
        add("", path)?;
    }
    for name in files_below(path)? {
        add(&name, &below(path, &name))?;
    }
    Ok(lines)
}

fn version(program: &str) -> Result<String> {
    let output = Command::new(program)
        .arg("--version")
        .output()
        .with_context(|| format!("cannot run {program}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_kept_for_the_same_files_only() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = below(root.path(), name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("openapi/a.json", "{}");
        write("tests/clients/typescript/package-lock.json", "1");
        write("work/typescript/a-client/src/index.ts", "export {};");
        let project = Project::at(root.path(), None).unwrap();
        let package = Package::new(TargetKind::TypeScript, &root.path().join("work"), "a");
        let verdict_cache = VerdictCache::open(&project, &root.path().join("kept")).unwrap();
        let key = verdict_cache.key(&package).unwrap();
        assert_eq!(verdict_cache.get(&key), None);
        let complaints = "a \"b\"\nc".to_owned();
        let verdict = PackageVerdict::RefusedOperation { complaints };
        verdict_cache.put(&key, &verdict).unwrap();
        let again = VerdictCache::open(&project, &root.path().join("kept")).unwrap();
        assert_eq!(again.get(&again.key(&package).unwrap()), Some(verdict));
        write("work/typescript/a-client/src/other.ts", "");
        let with_more = again.key(&package).unwrap();
        assert_ne!(with_more, key);
        write("tests/clients/typescript/package-lock.json", "2");
        assert_ne!(again.key(&package).unwrap(), with_more);
    }
}
