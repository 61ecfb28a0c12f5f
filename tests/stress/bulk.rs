use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use accounts_tests::{Installation, accounts_server};
use test_postgres::Server;

/// Accounts; each has a key, an identity and a customer.
const ACCOUNTS: u64 = 250_000;

/// Longest time for a million lines: "within minutes", on a busy machine too.
const MAX_TIME: Duration = Duration::from_secs(10 * 60);

/// What a command may take of memory, whatever the file has.
const MAX_MEMORY_BYTES: u64 = 128 << 20;

const TIME: &str = "2026-08-01T12:00:00.000000Z";

/// A million lines into an empty database of each kind, again as after an interruption, and out of it.
#[test]
fn a_million_lines() {
    println!("| database | command | s | lines/s | peak MiB |");
    let sqlite = Installation::bare().with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db");
    let url = Server::shared().database();
    let postgres = Installation::bare().with("ACCOUNTS_DATABASE_URL", &url);
    for (name, installation) in [("SQLite", sqlite), ("PostgreSQL", postgres)] {
        let secret = "0123456789abcdef0123456789abcdef";
        let installation = installation.with("ACCOUNTS_KEY_SECRET", secret).migrated();
        let folder = installation.folder();
        write(&folder.join("in.ndjson"));
        let run = |what: &str, arguments: &[&str], said: &str| {
            let (took, peak, stdout) = measured(&installation, secret, arguments);
            assert!(stdout.contains(said), "{stdout}");
            println!(
                "| {name} | {what} | {:.1} | {:.0} | {:.0} |",
                took.as_secs_f64(),
                (4 * ACCOUNTS) as f64 / took.as_secs_f64(),
                peak as f64 / f64::from(1 << 20)
            );
            assert!(
                took < MAX_TIME && peak < MAX_MEMORY_BYTES,
                "{what}: {took:?}, {peak} bytes"
            );
        };
        let added = format!(
            "imported {ACCOUNTS} accounts, {ACCOUNTS} keys, {ACCOUNTS} identities, {ACCOUNTS} customers"
        );
        run("import", &["import", "in.ndjson"], &added);
        run(
            "import again",
            &["import", "in.ndjson"],
            "1000000 lines were there already",
        );
        run("export", &["export", "out.ndjson"], "");
        let lines = |name| {
            BufReader::new(File::open(folder.join(name)).expect("a file"))
                .lines()
                .count()
        };
        assert_eq!(lines("out.ndjson"), lines("in.ndjson"));
    }
    println!("| 1,000,000 lines into and out of both databases |");
}

/// Ids in no order, as random ones are: the worst for an index.
fn write(path: &Path) {
    let mut out = BufWriter::new(File::create(path).expect("created"));
    let scattered = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let id = |number: u64| {
        let digits = format!("{:016x}", scattered(number));
        format!(
            "{}-{}-4{}-8{}-{:012x}",
            &digits[..8],
            &digits[8..12],
            &digits[12..15],
            &digits[13..16],
            number
        )
    };
    let head = format!(
        "{{\"type\":\"head\",\"version\":1,\"lines\":{}}}",
        4 * ACCOUNTS
    );
    writeln!(out, "{head}").expect("written");
    for number in 0..ACCOUNTS {
        writeln!(out, "{{\"type\":\"account\",\"id\":\"{}\",\"name\":\"Account {number}\",\"created_at\":\"{TIME}\"}}", id(number)).expect("written");
    }
    for number in 0..ACCOUNTS {
        let (key, account) = (id(number + ACCOUNTS), id(number));
        let hash: String = (0..4)
            .map(|part| format!("{:016x}", scattered(4 * number + part + 1)))
            .collect();
        writeln!(out, "{{\"type\":\"key\",\"id\":\"{key}\",\"account\":\"{account}\",\"name\":\"ci\",\"key_hash\":\"{hash}\",\"hint\":\"abcd\",\"created_at\":\"{TIME}\"}}").expect("written");
    }
    for number in 0..ACCOUNTS {
        writeln!(out, "{{\"type\":\"identity\",\"issuer\":\"privy.io\",\"subject\":\"did:privy:{:x}\",\"account\":\"{}\",\"created_at\":\"{TIME}\"}}", scattered(number), id(number)).expect("written");
    }
    for number in 0..ACCOUNTS {
        writeln!(out, "{{\"type\":\"customer\",\"account\":\"{}\",\"customer\":\"cus_{number}\",\"created_at\":\"{TIME}\",\"made_by\":\"manual\"}}", id(number)).expect("written");
    }
    out.flush().expect("written");
}

/// How long a command takes, the most memory that it has, and what it prints.
fn measured(
    installation: &Installation,
    secret: &str,
    arguments: &[&str],
) -> (Duration, u64, String) {
    let start = Instant::now();
    let mut child = Command::new(accounts_server())
        .args(arguments)
        .current_dir(installation.folder())
        .env_clear()
        .env("ACCOUNTS_KEY_SECRET", secret)
        .env("ACCOUNTS_DATABASE_URL", installation.database_url())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("our child").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kilobytes: Option<u64> = kilobytes.and_then(|text| text.parse().ok());
        peak = kilobytes.map_or(peak, |kilobytes| peak.max(kilobytes * 1024));
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = start.elapsed();
    let output = child.wait_with_output().expect("our child");
    assert!(output.status.success(), "{arguments:?}: {}", output.status);
    (took, peak, String::from_utf8(output.stdout).expect("UTF-8"))
}
