use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use contract_first::project::Project;
use tempfile::TempDir;

use super::fake_services::FakeServices;
use super::programs::Programs;
use super::row::{Credential, Program, Row};
use super::server::Server;

const ISSUER: &str = "https://issuer.example";
const AUDIENCE: &str = "bench";
const SUBJECT: &str = "did:example:ann";
const CUSTOMER: &str = "cus_Bench1";
/// The key that `side_by_side` accepts.
const KNOWN_KEY: &str = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Settings of every server: what is measured is metrics on, logs at `warn`, and the defaults.
const SETTINGS: [(&str, &str); 6] = [
    ("ACCOUNTS_LISTEN", "127.0.0.1:0"),
    ("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0"),
    (
        "ACCOUNTS_KEY_SECRET",
        "a secret of the bench, 32 bytes long",
    ),
    ("ACCOUNTS_LOG", "warn"),
    ("ACCOUNTS_BEARER_ISSUER", ISSUER),
    ("ACCOUNTS_BEARER_AUDIENCE", AUDIENCE),
];

/// What the servers need: programs, a database with one account, and the fake services around it.
pub(super) struct BenchEnvironment {
    programs: Programs,
    folder: TempDir,
    key: String,
    fake_services: FakeServices,
}

impl BenchEnvironment {
    /// Builds the programs and prepares the database.
    ///
    /// # Errors
    /// When something does not build, or a command fails.
    pub(super) fn prepare(project: &Project, beside: Option<PathBuf>) -> Result<Self> {
        let programs = Programs::build(project, beside)?;
        let folder = TempDir::with_prefix_in("bench-", project.work_dir()?)?;
        let template_dir = template_dir(folder.path());
        fs::create_dir(&template_dir)?;
        // The older program makes it, if there is one: it may refuse a newer database, while a newer server migrates its own copy.
        let program = programs.beside.as_ref().unwrap_or(&programs.noop);
        let run = |arguments: &[&str]| command(program, &template_dir, arguments);
        if let Err(error) = run(&["migrate"])
            && programs.beside.is_none()
        {
            // The oldest versions had no such command, and needed none.
            return Err(error);
        }
        let account = run(&["accounts", "create", "--name", "Bench"])?;
        let key = run(&["keys", "create", "--account", &account, "--name", "bench"])?;
        let link = [
            "identities",
            "link",
            "--issuer",
            ISSUER,
            "--subject",
            SUBJECT,
        ];
        run(&[&link[..], &["--account", &account]].concat())?;
        run(&["billing", "link", &account, CUSTOMER])?;
        let keys = keys(folder.path());
        let keys = keys.to_str().context("the checkout's path is not UTF-8")?;
        let arguments = [&account, CUSTOMER, ISSUER, AUDIENCE, SUBJECT, keys];
        Ok(Self {
            fake_services: FakeServices::start(&programs.fake_services, &arguments)?,
            programs,
            folder,
            key,
        })
    }

    /// Starts a row's server on core 0, in a folder of its own with a copy of the database. `wrapper` is a program that runs it, with
    /// its arguments.
    ///
    /// # Errors
    /// When it does not start to listen.
    pub(super) fn start(&self, row: &Row, wrapper: &[&str]) -> Result<Server> {
        let folder = self.folder_of(row);
        if !folder.is_dir() {
            fs::create_dir(&folder)?;
            for file in fs::read_dir(template_dir(self.folder.path()))? {
                let file = file?;
                fs::copy(file.path(), folder.join(file.file_name()))?;
            }
        }
        let (program, argument) = self.programs.of(row.program)?;
        let mut command = Command::new("taskset");
        command
            .args(["--cpu-list", "0"])
            .args(wrapper)
            .arg(program)
            .args(argument)
            .current_dir(&folder)
            .stderr(fs::File::create(folder.join("log"))?);
        set(&mut command);
        command.env("ACCOUNTS_BEARER_JWKS_FILE", keys(self.folder.path()));
        if let Program::Stripe(stripe) = row.program {
            command
                .env("ACCOUNTS_BILLING", "stripe")
                .env(
                    "ACCOUNTS_STRIPE_SECRET_KEY",
                    self.fake_services.value("stripe-key")?,
                )
                .env(
                    "ACCOUNTS_STRIPE_API_BASE",
                    self.fake_services.value(stripe)?,
                )
                // The whole load comes from one account.
                .env("ACCOUNTS_RATE_PER_SECOND", "1000000")
                .env("ACCOUNTS_RATE_BURST", "1000000");
        }
        command.envs(row.settings.iter().copied());
        Server::start(command).with_context(|| {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            format!("{} does not start: {}", row.name, log.trim())
        })
    }

    /// The folder that a row's server runs in.
    pub(super) fn folder_of(&self, row: &Row) -> PathBuf {
        self.folder.path().join(row.name)
    }

    /// Name and value of the header that a row's callers send.
    ///
    /// # Errors
    /// When there is no token.
    pub(super) fn credential(&self, row: &Row) -> Result<(&'static str, String)> {
        Ok(match (row.credential, row.program) {
            (Credential::Key, Program::SideBySide(_)) => ("x-api-key", KNOWN_KEY.to_owned()),
            (Credential::Key, _) => ("x-api-key", self.key.clone()),
            (Credential::Token, _) => {
                let token = self.fake_services.value("token")?;
                ("Authorization", format!("Bearer {token}"))
            }
        })
    }
}

/// The folder with the database that each server gets a copy of.
fn template_dir(folder: &Path) -> PathBuf {
    folder.join("template")
}

/// The file with the issuer's keys.
fn keys(folder: &Path) -> PathBuf {
    folder.join("keys.json")
}

/// Sets `SETTINGS`, and passes nothing of our own environment but `PATH`.
fn set(command: &mut Command) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).envs(SETTINGS);
}

/// Runs a command of the server, and returns the line that it prints.
fn command(server: &Path, folder: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new(server);
    set(&mut command);
    let output = command.args(arguments).current_dir(folder).output()?;
    ensure!(
        output.status.success(),
        "accounts-server {} failed: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
