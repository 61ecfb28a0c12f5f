use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::guard::Guard;
use crate::port::free_port;
use crate::programs;
use crate::server::{PASSWORD, Server};
use crate::user::User;

/// The first PgBouncer that knows prepared statements of clients.
const FIRST_WITH_PREPARED: [u32; 2] = [1, 21];

/// How long it may take to start. Only a broken one takes that long.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Whether a PgBouncer keeps track of what clients prepare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prepared {
    /// It does not: what one client prepares, the next one meets.
    Untracked,
    /// It does, for so many statements of each connection to the server.
    Tracked(u32),
}

impl Prepared {
    /// All that the PgBouncer here can do.
    pub fn choices() -> Vec<Self> {
        let mut choices = vec![Self::Untracked];
        if version(&programs::pgbouncer()) >= FIRST_WITH_PREPARED {
            choices.push(Self::Tracked(100));
        }
        choices
    }
}

/// A PgBouncer of its own in front of a server: each transaction may get another one of few connections.
pub struct Pooler {
    port: u16,
    process: Child,
    // Last: ends and removes what is left when the rest is gone.
    _guard: Guard,
}

impl Pooler {
    /// How many connections to the server it has for each database.
    pub const CONNECTIONS: usize = 3;

    /// Starts one. Answers once it takes connections.
    pub fn in_front_of(server: &Server, prepared: Prepared) -> Self {
        Self::for_users(server, prepared, &[])
    }

    /// The same for further users, who have the password of `postgres`.
    pub fn for_users(server: &Server, prepared: Prepared, users: &[String]) -> Self {
        let folder = tempfile::Builder::new().prefix("pgbouncer-").tempdir();
        // The guard removes it.
        let folder = folder.expect("a temporary folder").keep();
        let user = User::owning(&folder);
        let guard = Guard::of(&folder, "pid", user);
        let port = free_port();
        let program = programs::pgbouncer();
        let settings = settings(server, port, prepared, version(&program));
        fs::write(folder.join("settings"), settings).expect("a file");
        let users = users.iter().map(String::as_str).chain(["postgres"]);
        let users: String = users
            .map(|user| format!("\"{user}\" \"{PASSWORD}\"\n"))
            .collect();
        fs::write(folder.join("users"), users).expect("a file");
        let process = user
            .command(program)
            .current_dir(&folder)
            .arg("settings")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut pooler = Self {
            port,
            process: process.expect("pgbouncer can be run"),
            _guard: guard,
        };
        pooler.wait_until_it_listens(&folder);
        pooler
    }

    /// The URL of one of the server's databases, through the pooler.
    pub fn url(&self, database: &str) -> String {
        let port = self.port;
        format!("postgres://postgres:{PASSWORD}@127.0.0.1:{port}/{database}")
    }

    fn wait_until_it_listens(&mut self, folder: &Path) {
        let end = Instant::now() + TIMEOUT;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.process.try_wait().expect("our own child").is_some();
            assert!(
                !ended && Instant::now() < end,
                "pgbouncer does not start: {}",
                fs::read_to_string(folder.join("log")).unwrap_or_default()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// As it comes, but for where things are, and few connections: clients have to share them.
fn settings(server: &Server, port: u16, prepared: Prepared, version: [u32; 2]) -> String {
    let prepared = match prepared {
        Prepared::Untracked if version < FIRST_WITH_PREPARED => String::new(),
        Prepared::Untracked => "max_prepared_statements = 0\n".to_owned(),
        Prepared::Tracked(number) => format!("max_prepared_statements = {number}\n"),
    };
    format!(
        "[databases]\n* = host=127.0.0.1 port={}\n\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
         unix_socket_dir =\nauth_type = md5\nauth_file = users\nlogfile = log\npidfile = pid\npool_mode = transaction\n\
         default_pool_size = {}\n{prepared}",
        server.port(),
        Pooler::CONNECTIONS
    )
}

/// Major and minor version, of `PgBouncer 1.18.0`.
fn version(program: &Path) -> [u32; 2] {
    let output = Command::new(program).arg("--version").output();
    let output = output.expect("pgbouncer can be run");
    let text = String::from_utf8_lossy(&output.stdout);
    let number = text.lines().next().and_then(|line| line.split(' ').nth(1));
    let mut parts = number.into_iter().flat_map(|number| number.split('.'));
    let mut part = || parts.next()?.parse().ok();
    let (Some(major), Some(minor)) = (part(), part()) else {
        panic!("no version: {text}");
    };
    [major, minor]
}
