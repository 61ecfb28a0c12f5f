//! No request reads a whole table: SQLite says of each statement how it would look for its rows. The statements are those that the
//! directory, the sandbox and its pages really send, as sqlx reports them.
//!
//! A program of its own, because it listens to all that sqlx reports.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;

use accounts::{
    AccountId, ApiKey, Billing as _, CustomerId, Customers as _, Directory as _, Identity,
    KeyHasher, KeyId, KeyUse, LastUse, NewAccount, PortalSession, ReturnUrlPolicy,
};
use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use billing_sandbox::{Sandbox, Scenario, pages};
use directory::{Database, DatabaseOptions};
use jiff::Timestamp;
use secrecy::ExposeSecret as _;
use sql::Pool;
use sqlx::{AssertSqlSafe, Row as _};
use tower::ServiceExt as _;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

static SENT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

#[tokio::test]
async fn no_request_reads_a_whole_table() {
    tracing_subscriber::registry().with(Listener).init();
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("accounts.db").display());
    let database = open(&url).await;
    let public_url = "http://127.0.0.1:8080".parse().expect("a URL");
    let sandbox = Sandbox::new(database.pool().clone(), &public_url);
    let account = AccountId::random();
    let new = NewAccount {
        id: account,
        name: "Ann".to_owned(),
        created_at: Timestamp::now(),
    };
    database.add_account(&new).await.expect("an account");
    let seeded = sandbox
        .seed(account, Scenario::Active, async |_| Ok(()))
        .await;
    seeded.expect("a subscription");

    SENT.lock().expect("no panic").clear();
    ask_directory(&database, account).await;
    let session = open_session(&sandbox, account).await;
    look_around(&sandbox, &session).await;
    // What the threads of the connections report comes before they end.
    database.close().await;
    let sent = SENT.lock().expect("no panic").clone();

    for table in [
        "FROM account_api_keys",
        "UPDATE account_api_keys SET key_hash",
        "UPDATE account_api_keys SET last_used",
        "FROM accounts",
        "FROM identities",
        "FROM account_customers",
        "INTO account_customers",
        "INTO sandbox_portal_sessions",
        "DELETE FROM sandbox_portal_sessions",
        "UPDATE sandbox_portal_sessions",
        "FROM sandbox_invoices",
    ] {
        let asked = sent.iter().any(|statement| statement.contains(table));
        assert!(asked, "{table} is not in {sent:#?}");
    }
    let database = open(&url).await;
    for statement in &sent {
        let scans = scans(&database, statement).await;
        assert!(scans.is_empty(), "{statement}\n{scans:#?}");
    }
    for whole in [
        "SELECT id FROM accounts WHERE name = $1",
        "DELETE FROM sandbox_portal_sessions WHERE account = $1",
        "SELECT 1 FROM accounts JOIN sandbox_invoices ON name = plan",
    ] {
        assert!(!scans(&database, whole).await.is_empty(), "{whole}");
    }
}

async fn open(url: &str) -> Database {
    let database = Database::open(url, DatabaseOptions::default()).await;
    database.expect("opened")
}

/// What tells whose a credential is, and who an account's customer is.
async fn ask_directory(database: &Database, account: AccountId) {
    let hasher = KeyHasher::new("a secret of the test, 32 bytes long".into());
    let key = ApiKey::generate().expect("randomness");
    let hash = hasher.hash(&key);
    let found = database.key_by_hash(hash, None).await.expect("an answer");
    assert!(found.is_none());
    let used = KeyUse {
        id: KeyId::random(),
        hashes: hasher.clone().with_previous("another".into()).hashes(&key),
        keep_hash: true,
        last_use: Some(LastUse {
            at: Timestamp::now(),
            before: None,
        }),
    };
    database.note_key_use(&used).await.expect("nothing to note");
    let hash = hasher.hash(&key);
    let rolled = database.key_by_hash(hash, Some(hasher.hash(&key))).await;
    assert!(rolled.expect("an answer").is_none());
    let found = database.account(account).await.expect("an answer");
    assert!(found.is_some());
    let identity = Identity {
        issuer: "privy.io".to_owned(),
        subject: "did:privy:someone".to_owned(),
    };
    let linked = database
        .account_for_identity(&identity)
        .await
        .expect("an answer");
    assert!(linked.is_none());
    let customer: CustomerId = "cus_1".parse().expect("a customer");
    let kept = database.remember_customer(account, &customer, None).await;
    assert!(kept.expect("kept"));
    let kept = database.link_customer(account, &customer).await;
    kept.expect("kept");
    let found = database.customer(account).await.expect("an answer");
    assert_eq!(found.map(|link| link.customer).as_ref(), Some(&customer));
    let gone = database.forget_customer(account, &customer).await;
    gone.expect("forgotten");
    let gone = database.unlink_customer(account).await;
    assert!(gone.expect("unlinked"));
}

/// A session; the first one begins a sweep, too.
async fn open_session(sandbox: &Sandbox, account: AccountId) -> PortalSession {
    let policy = ReturnUrlPolicy::default();
    let return_url = policy.check("https://example.com/").expect("a URL");
    let deadline = accounts::Deadline::never();
    let session = sandbox.open_portal(account, &return_url, deadline).await;
    session.expect("an answer").expect("a session")
}

/// A customer's visit, from the link on.
async fn look_around(sandbox: &Sandbox, session: &PortalSession) {
    let url = session.url.expose_secret();
    let at = url.find("/manage/").expect("a path");
    let entered = get(sandbox, &url[at..], "").await;
    let cookie = entered.headers()[header::SET_COOKIE].to_str();
    let (cookie, _) = cookie.expect("ASCII").split_once(';').expect("a pair");
    for page in ["", "/invoices", "/invoices/1", "/payment-method", "/cancel"] {
        let path = format!("/manage/{}{page}", session.id);
        let shown = get(sandbox, &path, cookie).await;
        assert!(shown.status().is_success(), "{page}: {shown:?}");
    }
}

async fn get(sandbox: &Sandbox, path: &str, cookie: &str) -> Response {
    let request = Request::get(path).header(header::COOKIE, cookie);
    let request = request.body(Body::empty()).expect("a request");
    let router = pages::router(sandbox.clone());
    router.oneshot(request).await.expect("an answer")
}

/// The steps of a statement that go through all rows of a table or an index.
async fn scans(database: &Database, statement: &str) -> Vec<String> {
    let Pool::Sqlite(pool) = database.pool() else {
        panic!("the file is one of SQLite");
    };
    let explain = sqlx::raw_sql(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")));
    let steps = explain.fetch_all(pool).await.expect(statement);
    let steps = steps.iter().map(|step| step.get::<String, _>("detail"));
    steps
        .filter(|step| step.starts_with("SCAN") && !step.contains("CONSTANT ROW"))
        .collect()
}

/// Takes down the statements that sqlx reports.
struct Listener;

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut report = Report::default();
        event.record(&mut report);
        // The beginning of a statement stands for it when it is all of it.
        let whole = [report.statement, report.summary];
        let whole = whole.into_iter().find(|text| !text.is_empty());
        let statement = whole.expect("a statement").trim().to_owned();
        let changes_or_reads = ["SELECT", "INSERT", "UPDATE", "DELETE"];
        if changes_or_reads
            .iter()
            .any(|verb| statement.starts_with(verb))
        {
            SENT.lock().expect("no panic").insert(statement);
        }
    }
}

#[derive(Default)]
struct Report {
    statement: String,
    summary: String,
}

impl Visit for Report {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "db.statement" => value.clone_into(&mut self.statement),
            "summary" => value.clone_into(&mut self.summary),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}
