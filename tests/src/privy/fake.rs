use std::collections::{BTreeMap, VecDeque};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::app::{APP_ID, APP_SECRET};
use crate::stripe::{Background, Fake, Reply, Request, accept};

/// A server that answers as Privy's API would, or as a test tells it to. It stops when dropped.
pub struct FakePrivy {
    base: String,
    shared: Arc<Shared>,
    _background: Background,
}

#[derive(Default)]
struct Shared(Mutex<State>);

#[derive(Default)]
struct State {
    /// Linked accounts by the id of their user.
    users: BTreeMap<String, Value>,
    next: VecDeque<Reply>,
    always: Option<Reply>,
    requests: Vec<Request>,
}

impl FakePrivy {
    /// On a free port of loopback.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let work = accept(listener, None, Arc::clone(&shared));
        Self {
            base: format!("http://{address}"),
            shared,
            _background: Background::start(work),
        }
    }

    /// What `ACCOUNTS_PRIVY_API_BASE` is set to.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A user with these linked accounts, in place of those that it had.
    pub fn user(&self, id: &str, linked_accounts: Value) {
        self.shared
            .state()
            .users
            .insert(id.to_owned(), linked_accounts);
    }

    /// A user whose one linked account is of the type `email`.
    pub fn user_with_email(&self, id: &str, email: &str) {
        self.user(
            id,
            json!([{ "type": "email", "address": email, "verified_at": 1_674_788_927 }]),
        );
    }

    /// The next answers, in order; the usual ones after that.
    pub fn next(&self, replies: impl IntoIterator<Item = Reply>) {
        self.shared.state().next.extend(replies);
    }

    /// The answer from now on; `None` for the usual one.
    pub fn always(&self, reply: Option<Reply>) {
        self.shared.state().always = reply;
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.state().requests.clone()
    }

    /// How many requests there were.
    pub fn count(&self) -> usize {
        self.shared.state().requests.len()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fake for Shared {
    /// Nobody counts them.
    fn connect(&self) -> usize {
        1
    }

    fn answer(&self, request: Request) -> Reply {
        let mut state = self.state();
        let scripted = state.next.pop_front().or_else(|| state.always.clone());
        let reply = scripted.unwrap_or_else(|| state.usual(&request));
        state.requests.push(request);
        reply
    }
}

impl State {
    /// Source: <https://docs.privy.io/api-reference/users/get>
    fn usual(&self, request: &Request) -> Reply {
        let known = format!(
            "Basic {}",
            STANDARD.encode(format!("{APP_ID}:{APP_SECRET}"))
        );
        let is_ours = request.header("authorization") == Some(&known)
            && request.header("privy-app-id") == Some(APP_ID);
        if !is_ours {
            let error = json!({ "error": "Invalid app ID or app secret." });
            return Reply::json(401, &error);
        }
        let id = request.path.strip_prefix("/v1/users/");
        let user = id.and_then(|id| Some((id, self.users.get(id)?)));
        match user.filter(|_| request.method == "GET") {
            Some((id, linked_accounts)) => Reply::json(
                200,
                &json!({ "id": id, "created_at": 1_731_974_895, "linked_accounts": linked_accounts, "is_guest": false }),
            ),
            None => Reply::json(404, &json!({ "error": "User not found" })),
        }
    }
}
