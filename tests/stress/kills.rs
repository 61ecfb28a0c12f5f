use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use accounts_tests::load::{Broken, Caller};
use accounts_tests::{Installation, Protocol, Service};
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio::task::JoinSet;

/// How often the server is killed.
const TIMES: usize = 50;

/// Clients that ask for sessions meanwhile.
const CLIENTS: usize = 16;

/// A session that a client was given: its id and its link.
type Session = (String, String);

/// SIGKILL under load, over and over: what was acknowledged is there, the database is whole, the server is ready again at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_under_load() {
    let mut service = Installation::new().with("ACCOUNTS_LOG", "warn").serve();
    let account = service.account("Acme");
    let key = service.key_of(&account);
    let (mut sessions, mut keys, mut starts) = (0, 0, Vec::new());
    for time in 1..=TIMES {
        let mut clients = JoinSet::new();
        for number in 0..CLIENTS {
            let protocol = [Protocol::Http1, Protocol::Http2][number % 2];
            let caller = Caller::new(service.address(), protocol, &key);
            clients.spawn(ask_until_killed(caller));
        }
        let account = account.clone();
        let killed = tokio::task::spawn_blocking(move || {
            // Not always at the same point of what it does.
            let moment = Duration::from_millis(200 + 37 * (time as u64 % 13));
            let made = make_keys_until_killed(&service, &account, moment);
            (service.wait().1, made)
        });
        let (installation, made) = killed.await.expect("no panic");
        let acknowledged: Vec<Session> = clients.join_all().await.concat();

        let start = Instant::now();
        service = installation.serve();
        let ready = service.client().ask("GET", "/readyz").send().await;
        assert_eq!(ready.status, 200);
        starts.push(start.elapsed());

        let database = service.installation().database();
        assert_intact(&database, &acknowledged).await;
        // The last ones were the nearest to the end.
        for (_, link) in acknowledged.iter().rev().take(CLIENTS) {
            open(&service, link).await;
        }
        for key in &made {
            service.client().good(key).send().await.portal();
        }
        sessions += acknowledged.len();
        keys += made.len();
        println!(
            "| kill {time}: {} sessions and {} keys acknowledged, all there; ready after {} ms |",
            acknowledged.len(),
            made.len(),
            starts[time - 1].as_millis()
        );
        assert!(!acknowledged.is_empty(), "no load");
    }
    starts.sort_unstable();
    let (median, longest) = (starts[TIMES / 2], starts[TIMES - 1]);
    println!(
        "| killed {TIMES} times: {sessions} sessions and {keys} keys acknowledged, 0 lost; ready again after {} ms (median), {} ms (longest) |",
        median.as_millis(),
        longest.as_millis()
    );
    assert!(keys > 0, "no key was made");
    assert!(longest < Duration::from_secs(1), "{starts:?}");
}

/// Sessions until the connection breaks and there is no new one.
async fn ask_until_killed(mut caller: Caller) -> Vec<Session> {
    let mut acknowledged = Vec::new();
    loop {
        match caller.call().await {
            Ok(seen) => {
                assert_eq!(seen.status, 200);
                let body: Value = serde_json::from_slice(&seen.body).expect("JSON");
                let text = |name: &str| body[name].as_str().expect("a text").to_owned();
                acknowledged.push((text("id"), text("url")));
            }
            // Was it begun before the end, or not: nobody was told.
            Err(Broken::Cut(_)) => {}
            Err(Broken::Refused(_)) => return acknowledged,
        }
    }
}

/// Keys, made by another program at the same database while the server is killed.
fn make_keys_until_killed(service: &Service, account: &str, moment: Duration) -> Vec<String> {
    let killed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let maker = scope.spawn(|| {
            let mut keys = Vec::new();
            while !killed.load(Ordering::Relaxed) {
                keys.push(service.key_of(account));
            }
            keys
        });
        std::thread::sleep(moment);
        service.kill();
        killed.store(true, Ordering::Relaxed);
        maker.join().expect("no panic")
    })
}

/// Every acknowledged session is in the database, and SQLite finds nothing wrong with it.
async fn assert_intact(database: &Path, acknowledged: &[Session]) {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .read_only(true);
    let mut connection: SqliteConnection = options.connect().await.expect("a database");
    let found: Vec<String> = sqlx::query_scalar("SELECT id FROM sandbox_portal_sessions")
        .fetch_all(&mut connection)
        .await
        .expect("sessions");
    let found: HashSet<_> = found.iter().map(String::as_str).collect();
    let lost = acknowledged
        .iter()
        .filter(|(id, _)| !found.contains(id.as_str()));
    assert_eq!(lost.count(), 0, "of {} acknowledged", acknowledged.len());
    let check: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_all(&mut connection)
        .await
        .expect("a check");
    assert_eq!(check, ["ok"]);
}

/// Opens a session's page. The link names the address of the server before.
async fn open(service: &Service, link: &str) {
    let path = &link[link.find("/manage/").expect("a path")..];
    let entered = service.client().ask("GET", path).send_to_page().await;
    assert_eq!(entered.status, 303, "{entered:?}");
}
