//! What it costs to tell who is calling, by API key and by bearer token, remembered and not. Run it with
//! `cargo run --release -p accounts-tests --example authentication`.
//!
//! One caller asks again and again. The kinds take turns in each round, so that a drifting machine shows in all of them. On SQLite, or
//! with `ACCOUNTS_TESTS_DATABASE=postgres` on a PostgreSQL server of its own.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::{
    AccountId, ApiKey, Authenticator, CredentialCache, Directory, Identity, IdentityLink,
    KeyHasher, KeyId, NewAccount, NewKey, Unidentified,
};
use directory::{Database, DatabaseOptions};
use identity::{Algorithm, KeySet, Rules, Verifier};
use jiff::{SignedDuration, Timestamp};

#[path = "shared/token.rs"]
mod shared;

const ROUNDS: usize = 9;
/// What the server remembers for by default.
const CACHE: Duration = Duration::from_millis(500);
const ISSUER: &str = "https://issuer.example";
const SUBJECT: &str = "did:example:ann";

/// One row of the table.
struct Kind<'a> {
    name: &'a str,
    authenticator: &'a Authenticator,
    credential: Credential<'a>,
    /// Whether it opens the account.
    good: bool,
    calls: u32,
    micros: Vec<f64>,
}

enum Credential<'a> {
    Key(&'a str),
    Token(&'a str),
}

impl Kind<'_> {
    async fn ask(&self) -> Result<AccountId, Unidentified> {
        match self.credential {
            Credential::Key(text) => self.authenticator.by_key(text).await,
            Credential::Token(text) => self.authenticator.by_token(text).await,
        }
    }

    async fn round(&mut self) {
        let began = Instant::now();
        for _ in 0..self.calls {
            let answer = black_box(self.ask().await);
            assert_eq!(answer.is_ok(), self.good, "{}: {answer:?}", self.name);
        }
        let micros = began.elapsed().as_secs_f64() * 1e6 / f64::from(self.calls);
        self.micros.push(micros);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let (name, url) = match test_postgres::database_if_asked_for() {
        Some(url) => ("PostgreSQL", url),
        None => {
            let file = folder.path().join("accounts.db");
            ("SQLite", format!("sqlite:{}", file.display()))
        }
    };
    let database = Database::open(&url, DatabaseOptions::default()).await;
    let database = Arc::new(database.expect("an open database"));
    let hasher = KeyHasher::new("a secret of the bench, 32 bytes long".into());
    let account = account_with_link(database.as_ref()).await;
    let good = key(database.as_ref(), &hasher, account, None).await;
    let expired = Some(Timestamp::now() - SignedDuration::from_hours(1));
    let expired = key(database.as_ref(), &hasher, account, expired).await;
    let unknown = ApiKey::generate().expect("randomness");
    let (token, keys) = token();

    let rules = || Rules {
        issuer: ISSUER.to_owned(),
        audience: "bench".to_owned(),
        algorithms: vec![Algorithm::Es256],
        leeway: Duration::ZERO,
        account_claim: None,
    };
    let authenticator = |cache| {
        Authenticator::new(database.clone(), hasher.clone())
            .with_tokens(Arc::new(Verifier::with_keys(rules(), keys.clone())))
            .with_cache(CredentialCache::new(cache))
    };
    let (remembering, forgetful) = (authenticator(CACHE), authenticator(Duration::ZERO));
    let kind = |name, authenticator, credential, good, calls| Kind {
        name,
        authenticator,
        credential,
        good,
        calls,
        micros: Vec::new(),
    };
    let mut kinds = [
        kind(
            "key, remembered",
            &remembering,
            Credential::Key(good.expose()),
            true,
            50_000,
        ),
        kind(
            "token, remembered",
            &remembering,
            Credential::Token(&token),
            true,
            50_000,
        ),
        kind(
            "key, looked up",
            &forgetful,
            Credential::Key(good.expose()),
            true,
            1_000,
        ),
        kind(
            "token, verified and looked up",
            &forgetful,
            Credential::Token(&token),
            true,
            1_000,
        ),
        kind(
            "unknown key",
            &remembering,
            Credential::Key(unknown.expose()),
            false,
            1_000,
        ),
        kind(
            "expired key",
            &remembering,
            Credential::Key(expired.expose()),
            false,
            1_000,
        ),
    ];
    for _ in 0..ROUNDS {
        for kind in &mut kinds {
            kind.round().await;
        }
    }
    println!("{name}, one caller, {ROUNDS} rounds");
    println!(
        "{:<30} {:>12} {:>12} {:>12} {:>12}",
        "", "median us", "best us", "worst us", "calls/s"
    );
    for Kind { name, micros, .. } in &mut kinds {
        micros.sort_by(f64::total_cmp);
        let (median, best, worst) = (micros[ROUNDS / 2], micros[0], micros[ROUNDS - 1]);
        println!(
            "{name:<30} {median:>12.2} {best:>12.2} {worst:>12.2} {:>12.0}",
            1e6 / median
        );
    }
    database.close().await;
}

async fn account_with_link(directory: &dyn Directory) -> AccountId {
    let account = NewAccount {
        id: AccountId::random(),
        name: "Ann".to_owned(),
        created_at: Timestamp::now(),
    };
    directory.add_account(&account).await.expect("an account");
    let link = IdentityLink {
        identity: Identity {
            issuer: ISSUER.to_owned(),
            subject: SUBJECT.to_owned(),
        },
        account: account.id,
        created_at: Timestamp::now(),
    };
    directory.link(&link).await.expect("a link");
    account.id
}

async fn key(
    directory: &dyn Directory,
    hasher: &KeyHasher,
    account: AccountId,
    expires_at: Option<Timestamp>,
) -> ApiKey {
    let key = ApiKey::generate().expect("randomness");
    let new = NewKey {
        id: KeyId::random(),
        account,
        name: "bench".to_owned(),
        hash: hasher.hash(&key),
        hashed_under: None,
        rolled: None,
        hint: Some(key.hint()),
        created_at: Timestamp::now(),
        expires_at,
    };
    directory.add_key(&new).await.expect("a key");
    key
}

/// A token, and the issuer's public key.
fn token() -> (String, KeySet) {
    let expires = Timestamp::now().as_second() + 3600;
    let claims = format!(r#"{{"iss":"{ISSUER}","aud":"bench","sub":"{SUBJECT}","exp":{expires}}}"#);
    let (token, jwks) = shared::signed(&claims);
    let keys = KeySet::from_jwks(jwks.as_bytes(), &[Algorithm::Es256]).expect("a key");
    (token, keys)
}
