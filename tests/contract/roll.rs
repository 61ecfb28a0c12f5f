//! The roll of the secret over two servers on one database, up to its end.

use std::time::{Duration, Instant};

use accounts_tests::{Installation, Ran, Service, credentials_are_forgotten};

/// A secret to go on with; a canary, so that no output may hold it.
const NEW_SECRET: &str = "canary-new-secret-0123456789abcdef0123456789";

/// Uses of keys are noted beside the requests.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Two servers on one database: one has the old secret still, the other has both.
struct Roll {
    old: Service,
    both: Service,
    account: String,
}

impl Roll {
    fn begin() -> Self {
        let old = Installation::new().serve();
        let both = beside(&old)
            .with("ACCOUNTS_KEY_SECRET", NEW_SECRET)
            .with(
                "ACCOUNTS_KEY_SECRET_PREVIOUS",
                old.installation().key_secret(),
            )
            .serve();
        let account = old.account("Acme");
        Self { old, both, account }
    }

    fn new_only(&self) -> Installation {
        beside(&self.old).with("ACCOUNTS_KEY_SECRET", NEW_SECRET)
    }

    fn finish(&self, flags: &[&str]) -> Ran {
        self.both
            .installation()
            .run(&[&["keys", "finish-roll"], flags].concat())
    }

    /// Waits until all but so many keys have a hash under the new secret.
    fn wait_until_left(&self, keys: &str) {
        let end = Instant::now() + TIMEOUT;
        let said = format!("{keys} would stop working\n");
        loop {
            let ran = self.finish(&[]);
            assert_eq!(ran.code, 1, "{}", ran.stderr);
            if ran.stdout.ends_with(&said) {
                return;
            }
            assert!(Instant::now() < end, "{}", ran.stdout);
        }
    }
}

/// Another installation on the same database.
fn beside(service: &Service) -> Installation {
    let url = service.installation().database_url();
    Installation::new().with("ACCOUNTS_DATABASE_URL", &url)
}

async fn status_with(service: &Service, key: &str) -> u16 {
    service.client().good(key).send().await.status
}

#[tokio::test]
async fn keys_work_on_both_replicas_and_after_the_end() {
    let roll = Roll::begin();
    let [old_first, both_first, unused] = [(); 3].map(|()| roll.old.key_of(&roll.account));
    // Made while the secret is rolled, with both at hand: good on both.
    let made = roll.both.key_of(&roll.account);
    for service in [&roll.old, &roll.both] {
        assert_eq!(status_with(service, &old_first).await, 200);
        assert_eq!(status_with(service, &made).await, 200);
    }
    for service in [&roll.both, &roll.old, &roll.both] {
        assert_eq!(status_with(service, &both_first).await, 200);
    }

    // The demo key and this one were not used.
    roll.wait_until_left("2 keys");
    let preview = roll.finish(&[]);
    let hint = format!("...{}  ", &unused[49..]);
    assert!(preview.stdout.contains(&hint), "{}", preview.stdout);
    assert!(!preview.stdout.contains(&made[49..]), "{}", preview.stdout);
    assert!(preview.stderr.contains("--yes"), "{}", preview.stderr);
    assert_eq!(
        status_with(&roll.both, &unused).await,
        200,
        "nothing was changed"
    );
    roll.wait_until_left("1 key");
    // One that is used by nobody but the old server stays left behind.
    let only_old = roll.old.key_of(&roll.account);
    assert_eq!(status_with(&roll.old, &only_old).await, 200);
    let ended = roll.finish(&["--yes"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let said = "2 keys stopped working; 4 keys work with ACCOUNTS_KEY_SECRET only\n";
    assert!(ended.stdout.ends_with(said), "{}", ended.stdout);
    credentials_are_forgotten().await;

    let new = roll.new_only().serve();
    for key in [&old_first, &both_first, &unused, &made] {
        for (service, status) in [(&roll.old, 401), (&roll.both, 200), (&new, 200)] {
            assert_eq!(status_with(service, key).await, status);
        }
    }
    for service in [&roll.old, &roll.both, &new] {
        assert_eq!(status_with(service, &only_old).await, 401);
    }
    let again = roll.finish(&["--yes"]);
    assert!(
        again.stdout.starts_with("0 keys stopped working; 4"),
        "{again:?}"
    );
}

/// A server with another secret says so, and serves what it can.
#[tokio::test]
async fn other_secret_warns_and_never_refuses() {
    let warning = "not the secret that the keys in the database are hashed with";
    let roll = Roll::begin();
    let key = roll.old.key_of(&roll.account);
    let other = roll.new_only().serve();
    other.wait_for_log(warning);
    assert_eq!(status_with(&other, &key).await, 401);
    assert_eq!(status_with(&other, &other.key_of(&roll.account)).await, 200);
    let doctor = |service: &Service| service.installation().run(&["doctor"]);
    let ran = doctor(&other);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let found = ran.stdout.lines().find(|line| line.contains(warning));
    assert!(
        found.is_some_and(|line| line.starts_with("warning")),
        "{}",
        ran.stdout
    );
    let create = ["keys", "create", "--account", &roll.account, "--name", "x"];
    let created = other.installation().run(&create);
    assert!(created.stderr.contains(warning), "{}", created.stderr);
    for service in [&roll.old, &roll.both] {
        let ran = doctor(service);
        assert!(!ran.stdout.contains(warning), "{}", ran.stdout);
    }

    // After the roll the old server is the odd one.
    assert_eq!(roll.finish(&["--yes"]).code, 0);
    assert!(!doctor(&other).stdout.contains(warning));
    assert!(doctor(&roll.old).stdout.contains(warning));
    let Roll { old, both, .. } = roll;
    for (service, warned) in [(old, false), (both, false), (other, true)] {
        let (ran, _) = service.stop();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(ran.stderr.contains(warning), warned, "{}", ran.stderr);
        assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
    }
}

/// The field of `keys list` that says when the one key was used.
fn last_used(service: &Service, account: &str) -> String {
    let list = ["keys", "list", "--account", account];
    let line = service.installation().line(&list);
    let field = line.split_whitespace().nth(4).expect("a field");
    field.to_owned()
}

#[tokio::test]
async fn last_use_is_noted_and_listed() {
    let service = Installation::new().serve();
    let account = service.account("Acme");
    let key = service.key_of(&account);
    assert_eq!(last_used(&service, &account), "unused");
    assert_eq!(status_with(&service, "recoup_sk_wrong").await, 401);
    assert_eq!(status_with(&service, &key).await, 200);
    let end = Instant::now() + TIMEOUT;
    let first = loop {
        let shown = last_used(&service, &account);
        if shown != "unused" {
            break shown;
        }
        assert!(Instant::now() < end, "it is never noted");
    };
    assert!(first.starts_with("20") && first.ends_with('Z'), "{first}");
    // Not again for 5 minutes, however often it is used.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    for _ in 0..20 {
        assert_eq!(status_with(&service, &key).await, 200);
    }
    let (ran, installation) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let service = installation.serve();
    assert_eq!(last_used(&service, &account), first);
}

/// What is in the queue when the server is told to stop is written before it ends.
#[tokio::test]
async fn last_use_survives_a_stop() {
    for _ in 0..3 {
        let service = Installation::new().serve();
        let account = service.account("Acme");
        let key = service.key_of(&account);
        assert_eq!(status_with(&service, &key).await, 200);
        let (ran, installation) = service.stop();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let line = installation.line(&["keys", "list", "--account", &account]);
        assert!(!line.contains("unused"), "{line}");
    }
}
