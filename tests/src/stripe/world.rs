use serde_json::{Value, json};

use super::reply::Reply;
use super::request::Request;

/// A subscription that the fake has.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// The account that its metadata names.
    pub account: String,
    /// Whose it is.
    pub customer: String,
    /// Stripe's word for its state.
    pub status: &'static str,
    /// When its period ends, in seconds since 1970 (UTC).
    pub period_end: i64,
}

impl Subscription {
    /// An active one that runs for decades.
    pub fn active(account: &str, customer: &str) -> Self {
        Self {
            account: account.to_owned(),
            customer: customer.to_owned(),
            status: "active",
            period_end: 4_102_444_800,
        }
    }

    fn json(&self, index: usize) -> Value {
        json!({
            "id": format!("sub_{index}"),
            "object": "subscription",
            "status": self.status,
            "customer": self.customer,
            "created": 1_700_000_000,
            "current_period_end": self.period_end,
            "metadata": { "accountId": self.account },
            "items": { "object": "list", "data": [
                { "id": format!("si_{index}"), "object": "subscription_item", "current_period_end": self.period_end },
            ] },
        })
    }
}

/// What the business has at Stripe.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    /// Newest first, as Stripe lists them.
    pub(super) subscriptions: Vec<Subscription>,
    /// Accounts and their customers, where no subscription tells.
    pub(super) customers: Vec<(String, String)>,
    /// The Stripe account that the key opens; without it the key may not ask.
    pub(super) own_account: Option<String>,
    /// How many portal sessions were opened.
    pub(super) sessions: usize,
}

impl World {
    /// What Stripe answers when all is well.
    pub(super) fn answer(&mut self, request: &Request) -> Reply {
        let asked = request
            .parameter("query")
            .and_then(|query| query.strip_prefix("metadata['accountId']:'"))
            .and_then(|query| query.strip_suffix('\''));
        match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/v1/billing_portal/sessions") => self.session(request),
            ("GET", "/v1/subscriptions") => self.subscriptions(request),
            ("GET", "/v1/subscriptions/search") => {
                let found = self
                    .indexed()
                    .filter(|(_, one)| Some(&*one.account) == asked);
                list(
                    "search_result",
                    found.map(|(index, one)| one.json(index)).collect(),
                )
            }
            ("GET", "/v1/customers/search") => {
                let found = self.people().filter(|(account, _)| Some(*account) == asked);
                list(
                    "search_result",
                    found.map(|(account, id)| customer(account, id)).collect(),
                )
            }
            ("GET", "/v1/account") => match &self.own_account {
                Some(id) => Reply::json(200, &json!({ "id": id, "object": "account" })),
                None => Reply::error(
                    403,
                    "invalid_request_error",
                    "The provided key does not have the permission",
                ),
            },
            ("GET", "/v1/billing_portal/configurations") => list("list", vec![configuration()]),
            ("GET", path) => {
                let id = path.strip_prefix("/v1/customers/").unwrap_or_default();
                let found = self.people().find(|(_, known)| *known == id);
                match found {
                    Some((account, id)) => Reply::json(200, &customer(account, id)),
                    None if path == "/v1/billing_portal/configurations/bpc_1" => {
                        Reply::json(200, &configuration())
                    }
                    None if !id.is_empty() => Reply::no_such_customer(404),
                    None => Reply::error(404, "invalid_request_error", "Unrecognized request URL"),
                }
            }
            _ => Reply::error(404, "invalid_request_error", "Unrecognized request URL"),
        }
    }

    fn session(&mut self, request: &Request) -> Reply {
        let customer = request.parameter("customer").unwrap_or_default();
        if !self.people().any(|(_, known)| known == customer) {
            return Reply::no_such_customer(400);
        }
        self.sessions += 1;
        let number = self.sessions;
        let session = json!({
            "id": format!("bps_{number}"),
            "object": "billing_portal.session",
            "customer": customer,
            "return_url": request.parameter("return_url"),
            "url": format!("https://billing.stripe.com/p/session/test_canary-portal-url-{number}"),
        });
        Reply::json(200, &session)
    }

    /// A page of one customer's subscriptions, filtered as Stripe does.
    fn subscriptions(&self, request: &Request) -> Reply {
        let customer = request.parameter("customer");
        if customer.is_some_and(|customer| !self.people().any(|(_, known)| known == customer)) {
            return Reply::no_such_customer(400);
        }
        let status = request.parameter("status");
        let later = request.parameter("current_period_end[gt]");
        let later = later.and_then(|time| time.parse::<i64>().ok());
        let found = self.indexed().filter(|(_, one)| {
            let asked = match status {
                None => one.status != "canceled",
                Some("all") => true,
                Some(status) => one.status == status,
            };
            let whose = customer.is_none_or(|customer| one.customer == customer);
            asked && whose && later.is_none_or(|later| one.period_end > later)
        });
        list("list", found.map(|(index, one)| one.json(index)).collect())
    }

    fn indexed(&self) -> impl Iterator<Item = (usize, &Subscription)> {
        self.subscriptions.iter().enumerate()
    }

    fn people(&self) -> impl Iterator<Item = (&str, &str)> {
        let subscribers = self
            .subscriptions
            .iter()
            .map(|one| (&*one.account, &*one.customer));
        let others = self
            .customers
            .iter()
            .map(|(account, id)| (&**account, &**id));
        subscribers.chain(others)
    }
}

fn configuration() -> Value {
    json!({ "id": "bpc_1", "object": "billing_portal.configuration", "active": true, "is_default": true })
}

fn customer(account: &str, id: &str) -> Value {
    json!({ "id": id, "object": "customer", "metadata": { "accountId": account } })
}

fn list(object: &str, data: Vec<Value>) -> Reply {
    Reply::json(
        200,
        &json!({ "object": object, "data": data, "has_more": false, "url": "/v1/x" }),
    )
}
