//! How the cost of what the database does grows with what is in it: 1, 1,000 and 100,000 accounts, each with a key and a subscription.
//! Run it with `cargo run --release -p accounts-tests --example growth`, and with `ACCOUNTS_TESTS_DATABASE=postgres` on a PostgreSQL
//! server of its own.
//!
//! One caller, nothing remembered. The databases take turns in each round, so that a drifting machine shows in all of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::{
    AccountId, ApiKey, Authenticator, Billing as _, CredentialCache, Directory as _, KeyHasher,
    KeyId, NewKey, ReturnUrl, ReturnUrlPolicy,
};
use billing_sandbox::Sandbox;
use directory::{Database, DatabaseOptions};
use jiff::{SignedDuration, Timestamp};
use sql::Transaction;

const SIZES: [usize; 3] = [1, 1_000, 100_000];
const ROUNDS: usize = 9;
/// How often each thing is done in a round.
const CALLS: usize = 300;
/// What is done, in the order of [`Filled::round`].
const KINDS: [&str; 4] = ["key looked up", "unknown key", "key made", "session opened"];

/// A database with so many accounts in it.
struct Filled {
    accounts: usize,
    database: Database,
    /// Of SQLite.
    file: Option<PathBuf>,
    sandbox: Sandbox,
    authenticator: Authenticator,
    hasher: KeyHasher,
    return_url: ReturnUrl,
    /// Some of the accounts with their keys, from all over the table.
    known: Vec<(AccountId, ApiKey)>,
    /// Microseconds for each call, by kind and round.
    micros: [Vec<f64>; KINDS.len()],
    /// What it takes on disk, before the rounds.
    bytes: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = Vec::new();
    for accounts in SIZES {
        eprintln!("filling a database with {accounts} accounts ...");
        all.push(Filled::new(accounts, folder.path()).await);
    }
    for round in 1..=ROUNDS {
        eprintln!("round {round} of {ROUNDS} ...");
        for filled in &mut all {
            filled.round().await;
        }
    }
    let name = if all[0].file.is_some() {
        "SQLite"
    } else {
        "PostgreSQL"
    };
    println!("{name}, one caller, {ROUNDS} rounds of {CALLS} calls: median us (best)");
    print!("{:<16}", "accounts");
    for filled in &all {
        print!("{:>18}", filled.accounts);
    }
    println!();
    for (kind, name) in KINDS.iter().enumerate() {
        print!("{name:<16}");
        for filled in &mut all {
            let micros = &mut filled.micros[kind];
            micros.sort_by(f64::total_cmp);
            let cell = format!("{:.0} ({:.0})", micros[ROUNDS / 2], micros[0]);
            print!("{cell:>18}");
        }
        println!();
    }
    print!("{:<16}", "MiB on disk");
    for filled in &all {
        print!("{:>18.1}", filled.bytes as f64 / f64::from(1 << 20));
    }
    println!();
    for filled in all {
        filled.database.close().await;
    }
}

impl Filled {
    async fn new(accounts: usize, folder: &Path) -> Self {
        let (url, file) = match test_postgres::database_if_asked_for() {
            Some(url) => (url, None),
            None => {
                let file = folder.join(format!("{accounts}.db"));
                (format!("sqlite:{}", file.display()), Some(file))
            }
        };
        let database = Database::open(&url, DatabaseOptions::default()).await;
        let database = database.expect("an open database");
        let hasher = KeyHasher::new("a secret of the bench, 32 bytes long".into());
        let known = fill(&database, &hasher, accounts).await;
        if file.is_none() {
            // As PostgreSQL's autovacuum does after a while.
            let analyze = sql::query("ANALYZE").execute(database.pool());
            analyze.await.expect("analyzed");
        }
        let public_url = "http://127.0.0.1:8080".parse().expect("a URL");
        let policy = ReturnUrlPolicy::default();
        Self {
            accounts,
            bytes: size(&database, file.as_deref()).await,
            sandbox: Sandbox::new(database.pool().clone(), &public_url),
            authenticator: Authenticator::new(Arc::new(database.clone()), hasher.clone())
                .with_cache(CredentialCache::new(Duration::ZERO)),
            database,
            file,
            hasher,
            return_url: policy.check("https://example.com/account").expect("a URL"),
            known,
            micros: Default::default(),
        }
    }

    async fn round(&mut self) {
        let unknown = ApiKey::generate().expect("randomness");
        let keys: Vec<_> = (0..CALLS).map(|_| self.new_key()).collect();
        let known = || self.known.iter().cycle().take(CALLS);

        let mut took = Vec::new();
        let mut began = Instant::now();
        let mut lap = || {
            took.push(began.elapsed().as_secs_f64() * 1e6 / CALLS as f64);
            began = Instant::now();
        };
        for (account, key) in known() {
            let answer = self.authenticator.by_key(key.expose()).await;
            assert_eq!(answer.ok().map(|found| found.account), Some(*account));
        }
        lap();
        for _ in 0..CALLS {
            let answer = self.authenticator.by_key(unknown.expose()).await;
            assert!(answer.is_err());
        }
        lap();
        for key in &keys {
            self.database.add_key(key).await.expect("a key");
        }
        lap();
        for (account, _) in known() {
            let session =
                self.sandbox
                    .open_portal(*account, &self.return_url, accounts::Deadline::never());
            session.await.expect("an answer").expect("a session");
        }
        lap();
        for (all, micros) in self.micros.iter_mut().zip(took) {
            all.push(micros);
        }
    }

    fn new_key(&self) -> NewKey {
        let key = ApiKey::generate().expect("randomness");
        NewKey {
            id: KeyId::random(),
            account: self.known[0].0,
            name: "bench".to_owned(),
            hash: self.hasher.hash(&key),
            hashed_under: None,
            rolled: None,
            hint: Some(key.hint()),
            created_at: Timestamp::now(),
            expires_at: None,
        }
    }
}

/// Makes the accounts in one transaction. Answers some of them with their keys.
async fn fill(
    database: &Database,
    hasher: &KeyHasher,
    accounts: usize,
) -> Vec<(AccountId, ApiKey)> {
    let mut transaction = database.pool().begin().await.expect("a transaction");
    let mut known = Vec::new();
    for number in 0..accounts {
        let (account, key) = (AccountId::random(), ApiKey::generate().expect("randomness"));
        add(&mut transaction, account, &hasher.hash(&key).to_string()).await;
        if number % accounts.div_ceil(CALLS) == 0 {
            known.push((account, key));
        }
    }
    transaction.commit().await.expect("committed");
    known
}

async fn add(transaction: &mut Transaction, account: AccountId, hash: &str) {
    let now = Timestamp::now();
    let [now, later] =
        [now, now + SignedDuration::from_hours(24 * 30)].map(|time| format!("{time:.6}"));
    for query in [
        sql::query("INSERT INTO accounts (id, name, created_at) VALUES ($1, 'Ann', $2)")
            .bind(account.to_string())
            .bind(&now),
        sql::query(
            "INSERT INTO account_api_keys (id, account, name, key_hash, hint, created_at) VALUES ($1, $2, 'laptop', $3, 'abcd', $4)",
        )
        .bind(KeyId::random().to_string())
        .bind(account.to_string())
        .bind(hash)
        .bind(&now),
        sql::query(
            "INSERT INTO sandbox_subscriptions (account, plan, amount, currency, status, current_period_end, created_at) \
             VALUES ($1, 'Pro', 2000, 'usd', 'active', $2, $3)",
        )
        .bind(account.to_string())
        .bind(&later)
        .bind(&now),
    ] {
        query.execute(&mut *transaction).await.expect("a row");
    }
}

async fn size(database: &Database, file: Option<&Path>) -> u64 {
    if let Some(file) = file {
        let checkpoint = sql::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(database.pool());
        checkpoint.await.expect("a checkpoint");
        return fs::metadata(file).expect("a file").len();
    }
    let query = sql::query_as::<(i64,)>("SELECT pg_database_size(current_database())");
    let (bytes,) = query.fetch_one(database.pool()).await.expect("a size");
    u64::try_from(bytes).expect("a size")
}
