use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, ensure};

use super::log::Log;
use super::rust::{BOOKSHOP, cargo, xtask};
use crate::repository::Repository;

/// The served bookshop, for clients of any language; it closes when this is dropped.
pub struct Shop {
    /// Where it listens: `http://127.0.0.1:PORT`.
    pub url: String,
    process: Child,
}

impl Shop {
    /// Generates its stub, builds and serves it.
    ///
    /// # Errors
    /// When it cannot be generated, built or served.
    pub fn open(repository: &Repository, log: &mut Log) -> Result<Self> {
        let [contract, output] = BOOKSHOP.map(|path| repository.root().join(path));
        log.run(
            xtask(repository)
                .args(["generate", "--contract"])
                .arg(contract)
                .arg("--output")
                .arg(output),
        )?;
        let folder = repository.root().join("tests/bookshop");
        log.run(cargo(&folder).args(["build", "--locked", "--example", "serve"]))?;
        let process = cargo(&folder)
            .args(["run", "--locked", "--quiet", "--example", "serve"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot serve the bookshop")?;
        let mut shop = Self {
            url: String::new(),
            process,
        };
        if let Some(out) = shop.process.stdout.take() {
            BufReader::new(out).read_line(&mut shop.url)?;
        }
        shop.url.truncate(shop.url.trim_end().len());
        ensure!(
            shop.url.starts_with("http://"),
            "the bookshop did not say where it listens"
        );
        Ok(shop)
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        // It closes when its standard input does.
        drop(self.process.stdin.take());
        self.process.wait().ok();
    }
}
