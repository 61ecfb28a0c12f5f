//! The service over a Stripe that takes 300 ms for each answer: 1,000 requests in flight, 5,000 offered at once, 25 a second for a
//! minute. Prints what it measured.
//!
//! ```sh
//! cargo run --release --package accounts-tests --example stripe_load
//! ```

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe};
use accounts_tests::{GOOD_BODY, PORTAL};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

/// How long the fake takes for an answer.
const PROVIDER: Duration = Duration::from_millis(300);

/// What a client got, and how long it took.
type Seen = (u16, Duration);

/// One kind of request, sent over and over.
#[derive(Clone)]
struct Target {
    address: SocketAddr,
    method: Method,
    path: &'static str,
    header: (&'static str, String),
    body: &'static str,
}

impl Target {
    async fn connect(&self) -> SendRequest<Full<Bytes>> {
        let stream = TcpStream::connect(self.address)
            .await
            .expect("a connection");
        let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        sender
    }

    async fn send(&self, sender: &mut SendRequest<Full<Bytes>>) -> Seen {
        let request = Request::builder()
            .method(self.method.clone())
            .uri(self.path)
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header(self.header.0, &self.header.1)
            .body(Full::from(self.body))
            .expect("a request");
        let start = Instant::now();
        let answer = sender.send_request(request).await.expect("an answer");
        let status = answer.status().as_u16();
        answer.into_body().collect().await.expect("all of it");
        (status, start.elapsed())
    }

    /// So many connections, each with one request at a time, so many times.
    async fn load(&self, connections: usize, times: usize) -> Vec<Seen> {
        let mut senders = Vec::new();
        for _ in 0..connections {
            senders.push(self.connect().await);
        }
        let mut clients = JoinSet::new();
        for mut sender in senders {
            let target = self.clone();
            clients.spawn(async move {
                let mut seen = Vec::new();
                for _ in 0..times {
                    // Some refusals close the connection.
                    if sender.ready().await.is_err() {
                        sender = target.connect().await;
                    }
                    seen.push(target.send(&mut sender).await);
                }
                seen
            });
        }
        clients.join_all().await.concat()
    }

    /// So many a second, whatever becomes of those before.
    async fn rate(&self, per_second: u32, time: Duration) -> Vec<Seen> {
        let mut ticks = interval(Duration::from_secs(1) / per_second);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut clients = JoinSet::new();
        for _ in 0..per_second * time.as_secs() as u32 {
            ticks.tick().await;
            let target = self.clone();
            clients.spawn(async move {
                let mut sender = target.connect().await;
                target.send(&mut sender).await
            });
        }
        clients.join_all().await
    }
}

fn percentile(seen: &[Seen], status: u16, part: f64) -> f64 {
    let mut times: Vec<_> = seen
        .iter()
        .filter(|one| one.0 == status)
        .map(|one| one.1)
        .collect();
    times.sort_unstable();
    let index = (times.len().saturating_sub(1) as f64 * part) as usize;
    times
        .get(index)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

fn report(what: &str, seen: &[Seen]) {
    for status in [200, 401, 503, 504] {
        let count = seen.iter().filter(|one| one.0 == status).count();
        if count > 0 {
            let [median, high, most] = [0.5, 0.99, 1.0].map(|part| percentile(seen, status, part));
            println!(
                "{what}: {count} x {status}, median {median:.0} ms, p99 {high:.0} ms, longest {most:.0} ms"
            );
        }
    }
}

/// The first round, in which all connections are new and all requests come in one instant, apart from those after it.
fn rounds(what: &str, seen: &[Seen], times: usize) {
    let (first, later): (Vec<_>, Vec<_>) = (0..seen.len()).partition(|index| index % times == 0);
    let pick = |indices: Vec<usize>| {
        indices
            .into_iter()
            .map(|index| seen[index])
            .collect::<Vec<_>>()
    };
    report(&format!("{what}, first burst of 1,000"), &pick(first));
    report(&format!("{what}, 1,000 in flight"), &pick(later));
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "300");
    let billed = Billed::subscribed(installation, &fake);
    billed.good().send().await.portal();
    fake.latency(PROVIDER);
    let memory = || billed.peak_memory() as f64 / f64::from(1 << 20);
    let ours = Target {
        address: billed.service.address(),
        method: Method::POST,
        path: PORTAL,
        header: ("x-api-key", billed.key.clone()),
        body: GOOD_BODY,
    };
    let provider = Target {
        address: fake.address(),
        method: Method::GET,
        path: "/v1/billing_portal/configurations",
        header: ("authorization", format!("Bearer {}", FakeStripe::key())),
        body: "",
    };
    println!("memory at rest: {:.0} MB", memory());
    rounds("provider alone", &provider.load(1_000, 11).await, 11);
    rounds("the service", &ours.load(1_000, 11).await, 11);
    println!("peak memory: {:.0} MB", memory());
    report("5,000 offered at once", &ours.load(5_000, 1).await);
    println!("peak memory: {:.0} MB", memory());
    sleep(Duration::from_secs(2)).await;
    let before = fake.count();
    let seen = ours.rate(25, Duration::from_secs(60)).await;
    report("25 a second for a minute", &seen);
    let (calls, sessions) = (fake.count() - before, fake.calls(Call::Session).len());
    println!(
        "{} requests, {calls} calls ({sessions} sessions in all)",
        seen.len()
    );
    println!("peak memory: {:.0} MB", memory());
    fake.latency(Duration::from_secs(600));
    let stranger = Target {
        header: ("x-api-key", "recoup_sk_nobody".to_owned()),
        ..ours.clone()
    };
    let (hung, strangers) = tokio::join!(
        ours.load(5_000, 1),
        stranger.rate(50, Duration::from_secs(10))
    );
    report("Stripe hangs, 5,000 offered", &hung);
    report("strangers meanwhile", &strangers);
    println!("peak memory: {:.0} MB", memory());
}
