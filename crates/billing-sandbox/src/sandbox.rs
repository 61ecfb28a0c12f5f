use std::sync::{Arc, OnceLock};

use sql::Pool;
use url::Url;

use crate::session_writer::SessionWriter;

/// Billing without a provider. Clones share everything.
#[derive(Clone, Debug)]
pub struct Sandbox(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    pool: Pool,
    pages_url: String,
    pages_path: String,
    https: bool,
    writer: OnceLock<SessionWriter>,
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
        Self(Arc::new(Shared {
            pool,
            pages_url: pages_url.into(),
            pages_path,
            https: public_url.scheme() == "https",
            writer: OnceLock::new(),
        }))
    }

    pub(crate) fn pool(&self) -> &Pool {
        &self.0.pool
    }

    /// Where the pages are for a browser: `https://host/manage`.
    pub(crate) fn pages_url(&self) -> &str {
        &self.0.pages_url
    }

    /// The path of [`Self::pages_url`].
    pub(crate) fn pages_path(&self) -> &str {
        &self.0.pages_path
    }

    /// Whether browsers reach the pages over https.
    pub(crate) fn https(&self) -> bool {
        self.0.https
    }

    /// Writes new sessions; started by the first, on the runtime of whoever opens it.
    pub(crate) fn writer(&self) -> &SessionWriter {
        let start = || SessionWriter::start(self.pool().clone());
        self.0.writer.get_or_init(start)
    }
}
