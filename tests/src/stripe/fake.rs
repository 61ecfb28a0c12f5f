use std::collections::{HashMap, VecDeque};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio_rustls::rustls::ServerConfig;

use super::background::Background;
use super::reply::Reply;
use super::request::Request;
use super::serve::{self, Fake};
use super::world::{Subscription, World};

/// The key that the fake knows; a canary, so that no output may hold it.
const KEY: &str = "sk_test_canaryStripeKey0123456789";

/// A call of Stripe's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// Opens a portal session.
    Session,
    /// Lists a customer's subscriptions.
    Subscriptions,
    /// Searches subscriptions.
    SearchSubscriptions,
    /// Searches customers.
    SearchCustomers,
    /// Lists the portal's configurations.
    Configurations,
}

impl Call {
    /// Method and path.
    pub fn line(self) -> (&'static str, &'static str) {
        match self {
            Self::Session => ("POST", "/v1/billing_portal/sessions"),
            Self::Subscriptions => ("GET", "/v1/subscriptions"),
            Self::SearchSubscriptions => ("GET", "/v1/subscriptions/search"),
            Self::SearchCustomers => ("GET", "/v1/customers/search"),
            Self::Configurations => ("GET", "/v1/billing_portal/configurations"),
        }
    }

    fn is(self, request: &Request) -> bool {
        self.line() == (&request.method, &request.path)
    }
}

/// A server that answers as Stripe would, or as a test tells it to. It stops when dropped.
pub struct FakeStripe {
    address: SocketAddr,
    secure: bool,
    shared: Arc<Shared>,
    _background: Background,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    connections: AtomicUsize,
}

#[derive(Default)]
struct State {
    world: World,
    next: HashMap<Call, VecDeque<Reply>>,
    always: HashMap<Call, Reply>,
    latency: Duration,
    requests: Vec<Request>,
    /// Most requests in any second.
    limit: Option<usize>,
    /// When those of the last second came.
    recent: VecDeque<Instant>,
}

impl FakeStripe {
    /// On a free port of loopback, in clear text.
    pub fn start() -> Self {
        Self::with(None)
    }

    /// The same over TLS.
    pub fn secure(config: Arc<ServerConfig>) -> Self {
        Self::with(Some(config))
    }

    fn with(config: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let secure = config.is_some();
        let work = serve::accept(listener, config, Arc::clone(&shared));
        Self {
            address,
            secure,
            shared,
            _background: Background::start(work),
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What `ACCOUNTS_STRIPE_API_BASE` is set to.
    pub fn base(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://localhost:{}", self.address.port())
    }

    /// The secret key that it accepts.
    pub fn key() -> &'static str {
        KEY
    }

    /// One subscription more, the newest.
    pub fn subscribe(&self, subscription: Subscription) {
        self.shared
            .state()
            .world
            .subscriptions
            .insert(0, subscription);
    }

    /// A customer without subscriptions.
    pub fn customer(&self, account: &str, customer: &str) {
        let pair = (account.to_owned(), customer.to_owned());
        self.shared.state().world.customers.push(pair);
    }

    /// From now on the key opens this Stripe account.
    pub fn own_account(&self, id: &str) {
        self.shared.state().world.own_account = Some(id.to_owned());
    }

    /// No customer and no subscription any more.
    pub fn forget(&self) {
        self.shared.state().world = World::default();
    }

    /// The next answers to a call, in order; the usual ones after that.
    pub fn next(&self, call: Call, replies: impl IntoIterator<Item = Reply>) {
        let mut state = self.shared.state();
        state.next.entry(call).or_default().extend(replies);
    }

    /// The answer to a call from now on; `None` for the usual one.
    pub fn always(&self, call: Call, reply: Option<Reply>) {
        let mut state = self.shared.state();
        match reply {
            Some(reply) => state.always.insert(call, reply),
            None => state.always.remove(&call),
        };
    }

    /// How long every usual answer takes.
    pub fn latency(&self, latency: Duration) {
        self.shared.state().latency = latency;
    }

    /// Most requests that are answered in any second, whatever they ask for; the others get 429.
    pub fn limit(&self, per_second: usize) {
        self.shared.state().limit = Some(per_second);
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.state().requests.clone()
    }

    /// The requests of one call.
    pub fn calls(&self, call: Call) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| call.is(request));
        requests
    }

    /// How many requests there were.
    pub fn count(&self) -> usize {
        self.shared.state().requests.len()
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }
}

impl State {
    /// Notes one request more, and whether it is more than may come in a second.
    fn is_over_limit(&mut self) -> bool {
        let Some(limit) = self.limit else {
            return false;
        };
        let now = Instant::now();
        let over = |came: &Instant| now.duration_since(*came) >= Duration::from_secs(1);
        while self.recent.front().is_some_and(over) {
            self.recent.pop_front();
        }
        if self.recent.len() >= limit {
            return true;
        }
        self.recent.push_back(now);
        false
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fake for Shared {
    fn connect(&self) -> usize {
        self.connections.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn answer(&self, request: Request) -> Reply {
        let mut state = self.state();
        let every = [
            Call::Session,
            Call::Subscriptions,
            Call::SearchSubscriptions,
            Call::SearchCustomers,
            Call::Configurations,
        ];
        let call = every.into_iter().find(|call| call.is(&request));
        let scripted = call.and_then(|call| {
            let next = state.next.get_mut(&call).and_then(VecDeque::pop_front);
            next.or_else(|| state.always.get(&call).cloned())
        });
        let known = request.header("authorization") == Some(&format!("Bearer {KEY}"));
        let mut reply = match scripted {
            Some(reply) => reply,
            None if known => state.world.answer(&request).after(state.latency),
            None => Reply::error(401, "invalid_request_error", "Invalid API Key provided"),
        };
        if state.is_over_limit() {
            reply = Reply::rate_limited();
        }
        let number = state.requests.len() + 1;
        state.requests.push(request);
        reply.header("request-id", &format!("req_{number}"))
    }
}
