use std::sync::Arc;

use accounts::{AccountId, AccountsService, Directory, KeyUses, NewAccount, ReturnUrlPolicy};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use directory::Opening;
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::http::{Dependencies, Parts, app};
use crate::keys;
use crate::settings::Settings;
use crate::system::System;

/// The server without its sockets, on a real database of its own.
pub(crate) struct Subject {
    pub(crate) app: Router,
    pub(crate) system: System,
    /// Of an account with a live subscription.
    pub(crate) account: AccountId,
    pub(crate) key: String,
    _folder: TempDir,
}

impl Subject {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}/accounts.db", folder.path().display());
        let environment = [("ACCOUNTS_DATABASE_URL".into(), url.into())];
        let (settings, _) = Settings::read(None, Vec::new(), environment).expect("valid settings");
        let system = System::open(&settings, Opening::Migrate)
            .await
            .expect("an open database");
        let sandbox = system.sandbox(&settings, settings.listen);

        let account = AccountId::random();
        let named = NewAccount {
            id: account,
            name: "Acme".to_owned(),
            created_at: Timestamp::now(),
        };
        system
            .database
            .add_account(&named)
            .await
            .expect("an account");
        sandbox
            .subscribe(account, async |_| Ok(()))
            .await
            .expect("a subscription");
        let issued = keys::issue(&system.database, &system.hasher, account, "test", None)
            .await
            .expect("a key");

        let directory: Arc<dyn Directory> = Arc::new(system.database.clone());
        let billing = Arc::new(sandbox.clone());
        let (uses, _) = KeyUses::new(directory.clone());
        let parts = Parts {
            service: Arc::new(AccountsService::new(
                system.authenticator(&settings, None, Some(uses)),
                billing.clone(),
                ReturnUrlPolicy::default(),
            )),
            dependencies: Dependencies::new(directory, billing, None),
            pages: Some(sandbox),
        };
        Self {
            app: app(parts, &settings),
            system,
            account,
            key: issued.key.expose().to_owned(),
            _folder: folder,
        }
    }

    /// A request for a portal session with this return URL.
    pub(crate) fn portal_request(&self, return_url: &str) -> Request {
        Request::post("/api/subscriptions/portal")
            .header("host", "localhost")
            .header("x-api-key", &self.key)
            .header("content-type", "application/json")
            .body(format!("{{\"returnUrl\":\"{return_url}\"}}").into())
            .expect("a request")
    }
}

/// A response that has been read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str());
        value.map_or("", |value| value.expect("visible ASCII"))
    }
}

/// A request without a body.
pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Request {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

pub(crate) async fn send(app: &Router, request: Request) -> Answer {
    let response = app.clone().oneshot(request).await.expect("infallible");
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes();
    Answer {
        status: head.status,
        headers: head.headers,
        body: String::from_utf8(body.into()).expect("UTF-8"),
    }
}
