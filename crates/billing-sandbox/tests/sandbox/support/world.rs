use accounts::{AccountId, Billing as _, Directory as _, NewAccount, ReturnUrl, ReturnUrlPolicy};
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode, header};
use billing_sandbox::{Sandbox, Scenario, pages};
use directory::{Database, DatabaseOptions};
use jiff::Timestamp;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::link::Link;
use super::page::Page;
use super::tab::Tab;

const PUBLIC_URL: &str = "http://127.0.0.1:8080";
/// Where customers come back to.
pub(crate) const BACK: &str = "https://chat.example.com/settings?a=1&b=2";

pub(crate) struct World {
    pub(crate) database: Database,
    pub(crate) sandbox: Sandbox,
    _folder: TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::at(PUBLIC_URL).await
    }

    /// Where it is always this time.
    pub(crate) async fn with_clock(clock: fn() -> Timestamp) -> Self {
        let mut world = Self::new().await;
        world.sandbox = world.sandbox.with_clock(clock);
        world
    }

    pub(crate) async fn at(public_url: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("accounts.db");
        let url = test_postgres::database_if_asked_for()
            .unwrap_or_else(|| format!("sqlite:{}", file.display()));
        let database = Database::open(&url, DatabaseOptions::default())
            .await
            .expect("opened");
        let public_url = public_url.parse().expect("a URL");
        Self {
            sandbox: Sandbox::new(database.pool().clone(), &public_url),
            database,
            _folder: folder,
        }
    }

    pub(crate) async fn account(&self, name: &str) -> AccountId {
        let account = NewAccount {
            id: AccountId::random(),
            name: name.into(),
            created_at: "2026-08-01T12:00:00Z".parse().expect("a time"),
        };
        self.database.add_account(&account).await.expect("added");
        account.id
    }

    pub(crate) async fn subscribed(&self, name: &str) -> AccountId {
        let account = self.account(name).await;
        self.sandbox
            .subscribe(account, async |_| Ok(()))
            .await
            .expect("subscribed");
        account
    }

    /// A session of an account, in a browser.
    pub(crate) async fn tab(&self, account: AccountId) -> Tab<'_> {
        let session = self
            .sandbox
            .open_portal(account, &return_url(BACK), accounts::Deadline::never())
            .await;
        Tab::enter(
            self,
            Link::new(session.expect("an answer").expect("opened")),
        )
        .await
    }

    /// A new account in a state.
    pub(crate) async fn seeded(&self, scenario: Scenario) -> AccountId {
        let account = self.account("Ann").await;
        let seeded = self.sandbox.seed(account, scenario, async |_| Ok(())).await;
        seeded.expect("seeded");
        account
    }

    /// Opens a session of a new account, with a return URL.
    pub(crate) async fn session(&self, name: &str, back: &str) -> Link {
        let account = self.subscribed(name).await;
        let session = self
            .sandbox
            .open_portal(account, &return_url(back), accounts::Deadline::never())
            .await;
        Link::new(session.expect("an answer").expect("opened"))
    }

    /// Changes rows behind the sandbox's back.
    pub(crate) async fn sql(&self, sql: &'static str) {
        sql::query(sql)
            .execute(self.database.pool())
            .await
            .expect(sql);
    }

    /// Moves an account's subscription back in time.
    pub(crate) async fn backdate(&self, account: AccountId, created: &str, period_end: &str) {
        sql::query(
            "UPDATE sandbox_subscriptions SET created_at = $1, current_period_end = $2 WHERE account = $3",
        )
        .bind(created)
        .bind(period_end)
        .bind(account.to_string())
        .execute(self.database.pool())
        .await
        .expect("updated");
    }

    /// The account's invoices as they are stored: number, status, start of the month.
    pub(crate) async fn invoices(&self, account: AccountId) -> Vec<(i64, String, String)> {
        sql::query_as(
            "SELECT number, status, period_start FROM sandbox_invoices WHERE account = $1 ORDER BY number",
        )
        .bind(account.to_string())
        .fetch_all(self.database.pool())
        .await
        .expect("rows")
    }

    /// Has every session expire a second ago.
    pub(crate) async fn expire_sessions(&self) {
        let past = Timestamp::now() - jiff::SignedDuration::from_secs(1);
        sql::query("UPDATE sandbox_portal_sessions SET expires_at = $1")
            .bind(past)
            .execute(self.database.pool())
            .await
            .expect("updated");
    }

    pub(crate) async fn get(&self, path: &str, cookie: Option<&str>) -> Page {
        self.send(Method::GET, path, cookie).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, cookie: Option<&str>) -> Page {
        let request = Request::builder().method(method).uri(path);
        self.ask(request, cookie, Body::empty()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, cookie: Option<&str>, body: &str) -> Page {
        let form = (
            header::CONTENT_TYPE,
            "application/x-www-form-urlencoded; charset=UTF-8",
        );
        let request = Request::post(path).header(form.0, form.1);
        self.ask(request, cookie, Body::from(body.to_owned())).await
    }

    pub(crate) async fn ask(&self, request: Builder, cookie: Option<&str>, body: Body) -> Page {
        let request = match cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        let request = request.body(body).expect("a request");
        let router = pages::router(self.sandbox.clone());
        let response = router.oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1 << 20).await.expect("a body");
        Page {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.into()).expect("UTF-8"),
        }
    }

    /// Follows a link as a browser would: keeps the cookie (as `name=value`) and goes on to the page.
    pub(crate) async fn enter(&self, link: &Link) -> (String, Page) {
        let redirect = self.get(&link.entry, None).await;
        assert_eq!(redirect.status, StatusCode::SEE_OTHER, "{}", redirect.body);
        let cookie = redirect.cookie();
        let page = self.get(redirect.header("location"), Some(&cookie)).await;
        (cookie, page)
    }
}

pub(crate) fn return_url(text: &str) -> ReturnUrl {
    ReturnUrlPolicy::default().check(text).expect(text)
}
