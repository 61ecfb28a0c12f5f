use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::binary::accounts_server;
use crate::service::Service;

/// The secret of the keys; a canary, so that no output may hold it.
const KEY_SECRET: &str = "canary-key-secret-0123456789abcdef0123456789";

/// A folder with a database of its own, and the settings that every command there gets.
pub struct Installation {
    folder: TempDir,
    variables: Vec<(String, String)>,
    /// The one processor that the program may run on, where it may not run on all.
    processor: Option<String>,
    /// How many files it may have open, where that is limited.
    open_files: Option<usize>,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it wrote to stdout.
    pub stdout: String,
    /// What it wrote to stderr.
    pub stderr: String,
}

impl Installation {
    /// An empty folder, with a key secret and a free port on loopback; on PostgreSQL where the run asks for it.
    pub fn new() -> Self {
        let installation = Self::bare()
            .with("ACCOUNTS_KEY_SECRET", KEY_SECRET)
            .with("ACCOUNTS_LISTEN", "127.0.0.1:0")
            // Everybody here comes from one address.
            .with("ACCOUNTS_FAILED_CREDENTIALS_PER_MINUTE", "0");
        match test_postgres::database_if_asked_for() {
            Some(url) => installation.with("ACCOUNTS_DATABASE_URL", &url),
            None => installation,
        }
    }

    /// An empty folder without any setting.
    pub fn bare() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            variables: Vec::new(),
            processor: None,
            open_files: None,
        }
    }

    /// The same with one setting more, or another value for one.
    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.variables.retain(|(name, _)| name != variable);
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    /// The same on one processor: the first that this process may run on.
    pub fn on_one_processor(mut self) -> Self {
        let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
        let mut lines = status.lines();
        let allowed = lines.find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
        let first = allowed.and_then(|list| list.trim().split([',', '-']).next());
        self.processor = Some(first.expect("a processor").to_owned());
        self
    }

    /// The same with so few files that this many connections may be open with the sandbox and 8 connections to its database.
    pub fn with_connections(mut self, connections: usize) -> Self {
        self.open_files = Some(connections + 64 + 3 * 8);
        self
    }

    /// The folder that commands run in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database file, where the default settings put it.
    pub fn database(&self) -> PathBuf {
        self.folder().join("accounts.db")
    }

    /// The URL of the database, for another installation on it.
    pub fn database_url(&self) -> String {
        let mut variables = self.variables.iter();
        let given = variables.find(|(name, _)| name == "ACCOUNTS_DATABASE_URL");
        let file = || format!("sqlite:{}", self.database().display());
        given.map_or_else(file, |(_, url)| url.clone())
    }

    /// The secret under which keys are hashed.
    pub fn key_secret(&self) -> &'static str {
        KEY_SECRET
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program runs");
        Ran {
            code: output.status.code().expect("no signal ends it"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Runs a command that has to succeed, and answers the one line of its stdout.
    #[track_caller]
    pub fn line(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
        let line = ran.stdout.strip_suffix('\n').expect("a whole line");
        assert!(!line.contains('\n'), "one line, not {line:?}");
        line.to_owned()
    }

    /// The same with a database: commands make none by themselves.
    #[track_caller]
    pub fn migrated(self) -> Self {
        let ran = self.run(&["migrate"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        self
    }

    /// Starts the server and waits until it listens.
    pub fn serve(self) -> Service {
        Service::start(self)
    }

    /// The program with the settings of this folder, and nothing of our own environment but where programs are.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let program = accounts_server();
        let mut command = match (&self.processor, self.open_files) {
            (None, None) => Command::new(program),
            (Some(processor), _) => {
                let mut command = Command::new("taskset");
                command.args(["--cpu-list", processor]).arg(program);
                command
            }
            (None, Some(files)) => {
                let mut command = Command::new("sh");
                let limited = format!("ulimit -n {files}; exec \"$0\" \"$@\"");
                command.args(["-c", &limited]).arg(program);
                command
            }
        };
        command
            .args(arguments)
            .current_dir(self.folder())
            .env_clear()
            .envs(env::var_os("PATH").map(|path| ("PATH", path)))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }
}

impl Default for Installation {
    fn default() -> Self {
        Self::new()
    }
}
