//! Our adapter and Stripe's own library (stripe-node 17.7.0) get the same answers: they have to send the same requests, and to try
//! again at the same times.

use std::time::Duration;

use accounts_tests::stripe::{Billed, Call, FakeStripe, FaultProxy, Reply, Request, Toxic};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::node;

/// The version of the API that we pin; the one that this version of the library is made for.
const VERSION: &str = "2025-02-24.acacia";

const RETURN_URL: &str = "https://chat.example.com/settings?a=1&b=%C3%BC#x";

/// One row of the table.
#[derive(Clone)]
struct Row {
    name: &'static str,
    replies: Vec<Reply>,
    /// What spoils the first connections.
    toxics: Vec<Toxic>,
}

impl Row {
    fn prepare(&self, fake: &FakeStripe, proxy: &FaultProxy) {
        fake.next(Call::Session, self.replies.clone());
        self.toxics.iter().for_each(|toxic| proxy.next(*toxic));
    }
}

fn status(status: u16) -> Reply {
    Reply::error(status, "api_error", "No")
}

fn rows() -> Vec<Row> {
    let advised = |code, retry| status(code).header("stripe-should-retry", retry);
    let after = |code, seconds| status(code).header("retry-after", seconds);
    let row = |name, replies: &[Reply]| Row {
        name,
        replies: replies.to_vec(),
        toxics: Vec::new(),
    };
    // The request arrives, and the connection is reset before there is an answer.
    let reset = |name, times| Row {
        toxics: vec![Toxic::ResetPeer(Duration::from_millis(300)); times],
        ..row(
            name,
            &vec![status(500).after(Duration::from_secs(30)); times],
        )
    };
    vec![
        row("200", &[]),
        // The table of the reference.
        row("500, 500, 200", &[status(500), status(500)]),
        row("500, 500, 500", &[status(500), status(500), status(500)]),
        row("429 Should-Retry: true, 200", &[advised(429, "true")]),
        row("500 Should-Retry: false", &[advised(500, "false")]),
        row("409, 200", &[status(409)]),
        reset("reset, 200", 1),
        row("503 Retry-After: 3, 200", &[after(503, "3")]),
        row("400", &[status(400)]),
        // More.
        row("409, 409, 409", &[status(409), status(409), status(409)]),
        row("409 Should-Retry: false", &[advised(409, "false")]),
        row("400 Should-Retry: true, 200", &[advised(400, "true")]),
        row(
            "429 Should-Retry: true, thrice",
            &[
                advised(429, "true"),
                advised(429, "true"),
                advised(429, "true"),
            ],
        ),
        row("429 Should-Retry: false", &[advised(429, "false")]),
        row("401", &[status(401)]),
        row("402", &[status(402)]),
        row("403", &[status(403)]),
        row("404", &[status(404)]),
        row("424", &[status(424)]),
        row("502, 503, 200", &[status(502), status(503)]),
        row("504, 200", &[status(504)]),
        row("500, 409, 200", &[status(500), status(409)]),
        row("500, 400", &[status(500), status(400)]),
        row("503 HTML, 200", &[Reply::text(503, "text/html", "<html>")]),
        row("HTML with 200", &[Reply::text(200, "text/html", "<html>")]),
        row("closed without an answer, 200", &[Reply::hang_up()]),
        reset("reset, reset, 200", 2),
        reset("reset, reset, reset", 3),
        row("429, 200", &[status(429)]),
        row("429, 429", &[status(429), status(429)]),
        row("429 Retry-After: 1, 200", &[after(429, "1")]),
    ]
}

/// What has to be the same, of one request.
fn form_of(request: &Request) -> Value {
    let header = |name: &str| request.header(name).map(str::to_owned);
    // A GET has no body for a type to be of.
    let content_type = header("content-type").filter(|_| request.method == "POST");
    // The order of parameters means nothing.
    let mut form = request.form.clone();
    form.sort();
    json!({
        "method": request.method,
        "path": request.path,
        "form": form,
        "authorization": header("authorization"),
        "stripe-version": header("stripe-version"),
        "accept": header("accept"),
        "content-type": content_type,
        "idempotency-key": request.headers.contains_key("idempotency-key"),
    })
}

/// Whether each try carried the same key.
fn one_key(requests: &[Request]) -> bool {
    let mut keys = requests
        .iter()
        .map(|request| request.header("idempotency-key"));
    let first = keys.next();
    keys.all(|key| Some(key) == first)
}

fn call(port: u16, (resource, method): (&str, &str), parameters: &Value) -> Value {
    json!({
        "port": port, "key": FakeStripe::key(), "version": VERSION,
        "resource": resource, "method": method, "parameters": parameters,
    })
}

fn official(calls: &[Value]) -> Vec<Value> {
    let output = node::output(node::script("official.mjs"), &json!(calls).to_string());
    serde_json::from_str(&output).expect("JSON")
}

/// What a row came to on one side.
struct Side {
    requests: Vec<Request>,
    good: bool,
}

/// A server of ours whose way to Stripe can be spoiled.
struct Stage {
    fake: FakeStripe,
    proxy: FaultProxy,
    billed: Billed,
}

impl Stage {
    fn set() -> Self {
        let fake = FakeStripe::start();
        let proxy = FaultProxy::start(fake.address());
        let billed = Billed::subscribed(Billed::installation(&proxy.base()), &fake);
        Self {
            fake,
            proxy,
            billed,
        }
    }

    /// Our server with this row behind it.
    async fn play(self, row: &Row) -> Side {
        let Self {
            fake,
            proxy,
            billed,
        } = &self;
        // The subscription is known from now on: what follows is the one call.
        billed.good().send().await.portal();
        let before = fake.calls(Call::Session).len();
        proxy.cut();
        tokio::time::sleep(Duration::from_millis(200)).await;
        row.prepare(fake, proxy);
        let body = json!({ "returnUrl": RETURN_URL }).to_string();
        let client = billed.service.client().portal();
        let client = client.header("x-api-key", &billed.key);
        let answer = client.json(body).send().await;
        Side {
            requests: fake.calls(Call::Session).split_off(before),
            good: answer.status == 200,
        }
    }
}

/// All rows by the official library, each with a fake of its own.
fn theirs(rows: &[Row]) -> Vec<Side> {
    let stages: Vec<_> = rows
        .iter()
        .map(|row| {
            let fake = FakeStripe::start();
            let proxy = FaultProxy::start(fake.address());
            fake.customer("00000000-0000-4000-8000-000000000001", Billed::CUSTOMER);
            row.prepare(&fake, &proxy);
            (fake, proxy)
        })
        .collect();
    let parameters = json!({ "customer": Billed::CUSTOMER, "return_url": RETURN_URL });
    let calls = stages.iter().map(|(_, proxy)| {
        let port = proxy.address().port();
        call(port, ("billingPortal.sessions", "create"), &parameters)
    });
    let outcomes = official(&calls.collect::<Vec<_>>());
    let sides = stages
        .iter()
        .zip(outcomes)
        .map(|((fake, _), outcome)| Side {
            requests: fake.calls(Call::Session),
            good: outcome.is_null(),
        });
    sides.collect()
}

#[tokio::test]
async fn same_requests_and_retries() {
    let rows = rows();
    let theirs = tokio::task::spawn_blocking(move || (theirs(&rows), rows));
    let (theirs, rows) = theirs.await.expect("no panic");
    let mut running = JoinSet::new();
    for (index, row) in rows.iter().cloned().enumerate() {
        running.spawn(async move {
            // Starting programs takes its time, and nobody else's.
            let stage = tokio::task::spawn_blocking(Stage::set).await;
            (index, stage.expect("no panic").play(&row).await)
        });
    }
    let mut mine = running.join_all().await;
    mine.sort_by_key(|(index, _)| *index);
    for ((row, (_, ours)), theirs) in rows.iter().zip(&mine).zip(&theirs) {
        let (our, their) = (ours.requests.len(), theirs.requests.len());
        println!(
            "| {} | {their} tries, {} | {our} tries, {} |",
            row.name, theirs.good, ours.good
        );
        assert!(
            one_key(&ours.requests) && one_key(&theirs.requests),
            "{}",
            row.name
        );
        assert_eq!(our, their, "{}", row.name);
        assert_eq!(ours.good, theirs.good, "{}", row.name);
        for (our, their) in ours.requests.iter().zip(&theirs.requests) {
            assert_eq!(form_of(our), form_of(their), "{}", row.name);
        }
    }
}

/// The lookups, parameter by parameter.
#[tokio::test]
async fn same_lookups() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    let answer = billed.good().send().await;
    assert_eq!(answer.status, 400, "{answer:?}");
    billed.link(Billed::CUSTOMER);
    fake.customer(&billed.account, Billed::CUSTOMER);
    // "None" is taken for true for half a second.
    tokio::time::sleep(Duration::from_millis(600)).await;
    billed.good().send().await;
    let official_fake = FakeStripe::start();
    let port = official_fake.address().port();
    let query = format!("metadata['accountId']:'{}'", billed.account);
    for (kind, (resource, method)) in [
        (Call::SearchSubscriptions, ("subscriptions", "search")),
        (Call::SearchCustomers, ("customers", "search")),
        (Call::Subscriptions, ("subscriptions", "list")),
    ] {
        let ours = fake.calls(kind).remove(0);
        // What each call is for is ours to know; how it is written is what the library shows.
        let limit: u32 = ours
            .parameter("limit")
            .expect("a limit")
            .parse()
            .expect("a number");
        let parameters = match kind {
            Call::Subscriptions => {
                let now = ours.parameter("current_period_end[gt]").expect("a time");
                let now: u64 = now.parse().expect("seconds");
                json!({ "customer": Billed::CUSTOMER, "current_period_end": { "gt": now }, "limit": limit })
            }
            _ => json!({ "query": query, "limit": limit }),
        };
        let asked = call(port, (resource, method), &parameters);
        tokio::task::spawn_blocking(move || official(&[asked]))
            .await
            .expect("no panic");
        let theirs = official_fake.calls(kind).remove(0);
        println!("| {} {} | same |", ours.method, ours.path);
        assert_eq!(form_of(&ours), form_of(&theirs));
    }
}
