use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::guard::Guard;
use crate::port::free_port;
use crate::process::{family, signal};
use crate::programs;
use crate::user::User;

/// The password of the user `postgres`; a canary, so that no output may hold it.
pub const PASSWORD: &str = "canary-postgres-password";

/// How long a server may take to start or to stop. Only a broken one takes that long.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A server of its own, with its data in a folder of its own.
pub struct Server {
    programs: PathBuf,
    folder: PathBuf,
    user: User,
    port: u16,
    process: Mutex<Option<Child>>,
    databases: AtomicU32,
    // Last: ends and removes what is left when the rest is gone.
    _guard: Guard,
}

impl Server {
    /// The one that the tests of a process share, for those that only need databases of their own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Server> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// A new one, for tests that stop it, or fill it up.
    pub fn start() -> Self {
        let programs = programs::folder();
        let folder = tempfile::Builder::new().prefix("postgres-").tempdir();
        // The guard removes it.
        let folder = folder.expect("a temporary folder").keep();
        let user = User::owning(&folder);
        let guard = Guard::of(&folder, "data/postmaster.pid", user);
        let server = Self {
            port: free_port(),
            process: Mutex::default(),
            databases: AtomicU32::new(0),
            _guard: guard,
            programs,
            folder,
            user,
        };
        server.make();
        server.resume();
        server
    }

    /// Makes an empty database, and answers its URL.
    pub fn database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.url(&name)
    }

    /// The URL of a database, whether there is one or not.
    pub fn url(&self, database: &str) -> String {
        let port = self.port;
        format!("postgres://postgres:{PASSWORD}@127.0.0.1:{port}/{database}")
    }

    /// Where it listens on loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Runs SQL with psql, and answers what that prints: rows without decoration.
    #[track_caller]
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let mut psql = self.program("psql");
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--set=ON_ERROR_STOP=1", "--command", sql])
            .arg(self.url(database));
        let output = psql.output().expect("psql can be run");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{sql}: {said}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.trim_end().to_owned()
    }

    /// Starts it again at the same port. Answers once it takes connections.
    pub fn resume(&self) {
        let mut process = self.process();
        assert!(process.is_none(), "it runs");
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.join("log"))
            .expect("a log");
        let started = self
            .program("postgres")
            .arg("-D")
            .arg(self.folder.join("data"))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn();
        *process = Some(started.expect("postgres can be run"));
        drop(process);
        self.wait_until_ready();
    }

    /// Stops it as an administrator does: connections are cut, nothing is lost.
    pub fn stop(&self) {
        self.end("INT");
    }

    /// Stops it as a crash does.
    pub fn crash(&self) {
        self.end("QUIT");
    }

    /// Has all its processes do nothing, while its sockets stay open: a server that hangs. Ends when the answer is dropped.
    pub fn freeze(&self) -> Frozen {
        let parent = self.process().as_ref().expect("it runs").id();
        // First, for then it reaps no child that ends meanwhile: the ids of all keep their meaning.
        signal("STOP", &[parent]);
        let pids = family(parent);
        signal("STOP", &pids);
        Frozen(pids)
    }

    fn end(&self, name: &str) {
        let mut process = self.process().take().expect("it runs");
        signal(name, &[process.id()]);
        process.wait().expect("our own child");
    }

    /// Its own order of texts, unlike that of bytes, shows who relies on one.
    fn make(&self) {
        let password = self.folder.join("password");
        fs::write(&password, PASSWORD).expect("a file");
        let mut initdb = self.program("initdb");
        initdb
            // Not SCRAM: without optimisation its client takes so much of a busy machine that connections are not open in time.
            // Users whose passwords are stored for SCRAM get that all the same.
            .args(["--username=postgres", "--auth=md5", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C", "--locale-provider=icu"])
            .args(["--icu-locale=en", "--no-instructions"])
            .arg(format!("--pwfile={}", password.display()))
            .arg("-D")
            .arg(self.folder.join("data"));
        let output = initdb.output().expect("initdb can be run");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "initdb: {said}");
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = ''\nmax_connections = 100\n\
             fsync = off\nfull_page_writes = off\nautovacuum = off\nshared_buffers = 16MB\n",
            self.port
        );
        let file = self.folder.join("data/postgresql.conf");
        let usual = fs::read_to_string(&file).expect("initdb makes it");
        fs::write(&file, usual + &settings).expect("written");
    }

    fn wait_until_ready(&self) {
        let end = Instant::now() + TIMEOUT;
        loop {
            let ended = self
                .process()
                .as_mut()
                .is_some_and(|process| process.try_wait().is_ok_and(|status| status.is_some()));
            assert!(
                !ended && Instant::now() < end,
                "postgres does not start: {}",
                fs::read_to_string(self.folder.join("log")).unwrap_or_default()
            );
            let mut psql = self.program("psql");
            psql.args(["--no-psqlrc", "--command", "SELECT 1"])
                .arg(self.url("postgres"));
            let listens = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok();
            if listens && psql.output().is_ok_and(|output| output.status.success()) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn program(&self, name: &str) -> Command {
        let mut command = self.user.command(self.programs.join(name));
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .env("PGCONNECT_TIMEOUT", "10")
            .env_remove("PGOPTIONS");
        command
    }

    fn process(&self) -> MutexGuard<'_, Option<Child>> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut process) = self.process().take() {
            signal("QUIT", &[process.id()]);
            // A test that failed may have left it frozen.
            signal("CONT", &[process.id()]);
            process.wait().ok();
        }
    }
}

/// A server that hangs for as long as this lives.
pub struct Frozen(Vec<u32>);

impl Drop for Frozen {
    fn drop(&mut self) {
        // The parent last: once it runs it reaps children that had ended, and their ids mean nothing.
        let pids: Vec<_> = self.0.iter().rev().copied().collect();
        signal("CONT", &pids);
    }
}
