use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A small Stripe: customers and subscriptions as Stripe's documentation describes them, and scripted responses that go first.
#[derive(Clone, Default)]
pub(crate) struct Fake(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    customers: Vec<Value>,
    subscriptions: Vec<Value>,
    script: VecDeque<Scripted>,
    sessions: usize,
    /// The Stripe account itself; where there is none the key may not look at it.
    account: Option<&'static str>,
}

/// An answer that goes before what the fake would say.
#[derive(Clone, Default)]
pub(crate) struct Scripted {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Fake {
    /// Listens until the runtime ends; the base of its API comes back.
    pub(crate) async fn serve(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }

    pub(crate) fn add_customer(&self, id: &str, metadata: Value) {
        let created = self.inner().customers.len();
        let customer =
            json!({"id": id, "object": "customer", "created": created, "metadata": metadata});
        self.inner().customers.push(customer);
    }

    /// A subscription of a customer. `end` is when its period ends, in seconds since 1970.
    pub(crate) fn add_subscription(&self, customer: &str, status: &str, end: i64, metadata: Value) {
        let created = self.inner().subscriptions.len();
        let subscription = json!({
            "id": format!("sub_{created}"), "object": "subscription", "customer": customer, "created": created,
            "status": status, "metadata": metadata, "current_period_end": end,
        });
        self.inner().subscriptions.push(subscription);
    }

    pub(crate) fn set_account(&self, id: &'static str) {
        self.inner().account = Some(id);
    }

    pub(crate) fn script(&self, answers: impl IntoIterator<Item = Scripted>) {
        self.inner().script.extend(answers);
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().expect("a lock")
    }
}

async fn answer(State(fake): State<Fake>, method: Method, uri: Uri, body: Bytes) -> Response {
    let form = match method {
        Method::GET => uri.query().unwrap_or_default().as_bytes(),
        _ => &body,
    };
    let form: HashMap<String, String> = url::form_urlencoded::parse(form).into_owned().collect();
    let line = format!("{method} {}", uri.path());
    // Asked for behind the requests, at any time.
    if line == "GET /v1/account" {
        return match fake.inner().account {
            Some(id) => json!({"id": id, "object": "account"})
                .to_string()
                .into_response(),
            None => StatusCode::FORBIDDEN.into_response(),
        };
    }
    let scripted = fake.inner().script.pop_front();
    let Some(scripted) = scripted else {
        let (status, body) = fake.inner().say(&line, &form);
        return (status, [("request-id", "req_fake")], body.to_string()).into_response();
    };
    let status = StatusCode::from_u16(scripted.status).expect("a status");
    (status, scripted.body).into_response()
}

impl Inner {
    fn say(&mut self, line: &str, form: &HashMap<String, String>) -> (StatusCode, Value) {
        let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        let page = |data: Vec<&Value>| (StatusCode::OK, json!({"data": data, "has_more": false}));
        let found = |rows: &[Value]| {
            let rows = rows.iter().filter(|row| {
                let account = row["metadata"]["accountId"].as_str().unwrap_or_default();
                text("query") == format!("metadata['accountId']:'{account}'")
            });
            rows.cloned().collect::<Vec<_>>()
        };
        let customer = text("customer");
        let known = self.customers.iter().any(|one| one["id"] == customer);
        match line {
            "GET /v1/subscriptions/search" => page(found(&self.subscriptions).iter().collect()),
            "GET /v1/customers/search" => page(found(&self.customers).iter().collect()),
            "GET /v1/billing_portal/configurations" => page(vec![&json!({"id": "bpc_1"})]),
            _ if !customer.is_empty() && !known => {
                (StatusCode::BAD_REQUEST, no_such_customer(customer))
            }
            "GET /v1/subscriptions" => {
                let after: i64 = text("current_period_end[gt]").parse().unwrap_or_default();
                let rows = self.subscriptions.iter().filter(|one| {
                    (customer.is_empty() || one["customer"] == customer)
                        && one["status"] != "canceled"
                        && one["current_period_end"].as_i64() > Some(after)
                });
                page(rows.collect())
            }
            "POST /v1/billing_portal/sessions" if known => {
                self.sessions += 1;
                let id = format!("bps_{}", self.sessions);
                let url = format!(
                    "https://billing.stripe.com/p/session/test_{}",
                    self.sessions
                );
                (
                    StatusCode::OK,
                    json!({"id": id, "object": "billing_portal.session", "url": url}),
                )
            }
            "POST /v1/billing_portal/sessions" => (
                StatusCode::BAD_REQUEST,
                json!({"error": {"type": "invalid_request_error", "param": "customer"}}),
            ),
            _ => (
                StatusCode::NOT_FOUND,
                json!({"error": {"type": "invalid_request_error", "message": "Unrecognized request URL"}}),
            ),
        }
    }
}

fn no_such_customer(id: &str) -> Value {
    json!({"error": {
        "type": "invalid_request_error", "code": "resource_missing", "param": "customer",
        "message": format!("No such customer: '{id}'"),
    }})
}

impl Scripted {
    pub(crate) fn status(status: u16) -> Self {
        let body = json!({"error": {"type": "api_error", "message": "scripted"}});
        Self {
            status,
            body: body.to_string(),
        }
    }

    pub(crate) fn body(body: impl Into<String>) -> Self {
        Self {
            status: 200,
            body: body.into(),
        }
    }
}
