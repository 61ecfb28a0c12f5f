use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use sql::Pool;
use url::Url;

/// Billing without a provider. Clones share everything.
#[derive(Clone, Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
    clock: fn() -> Timestamp,
}

#[derive(Debug)]
struct Shared {
    pool: Pool,
    pages_url: String,
    pages_path: String,
    https: bool,
    openings: AtomicUsize,
}

impl Sandbox {
    /// A sandbox on the migrated database behind `pool`, whose pages are reached at `{public_url}/manage/...`.
    ///
    /// A path in `public_url` is one that a proxy in front takes away again.
    pub fn new(pool: Pool, public_url: &Url) -> Self {
        let pages_path = format!("{}/manage", public_url.path().trim_end_matches('/'));
        let mut pages_url = public_url.clone();
        pages_url.set_path(&pages_path);
        pages_url.set_query(None);
        pages_url.set_fragment(None);
        let shared = Shared {
            pool,
            pages_url: pages_url.into(),
            pages_path,
            https: public_url.scheme() == "https",
            openings: AtomicUsize::new(0),
        };
        Self {
            shared: Arc::new(shared),
            clock: Timestamp::now,
        }
    }

    /// The same sandbox by another clock.
    pub fn with_clock(mut self, clock: fn() -> Timestamp) -> Self {
        self.clock = clock;
        self
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.shared.pool
    }

    /// Where the pages are for a browser: `https://host/manage`.
    pub(crate) fn pages_url(&self) -> &str {
        &self.shared.pages_url
    }

    /// The path of [`Self::pages_url`].
    pub(crate) fn pages_path(&self) -> &str {
        &self.shared.pages_path
    }

    /// Whether browsers reach the pages over https.
    pub(crate) fn https(&self) -> bool {
        self.shared.https
    }

    /// How many sessions were opened before this one.
    pub(crate) fn count_opening(&self) -> usize {
        self.shared.openings.fetch_add(1, Ordering::Relaxed)
    }
}
