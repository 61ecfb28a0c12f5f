use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use anyhow::{Context, Result};
use contract_first::project::Project;

use super::log::Log;
use super::rust::{self, cargo};

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
    pub fn open(project: &Project, log: &mut Log) -> Result<Self> {
        rust::generated(project, "server", "bookshop-api", log)?;
        let folder = project.root().join("tests/bookshop");
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
        let mut line = String::new();
        if let Some(out) = shop.process.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let url = line.trim().strip_prefix("Listening on ");
        shop.url = url
            .context("the bookshop did not print its address")?
            .to_owned();
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
