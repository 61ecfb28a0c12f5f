use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use accounts::StoreQuery;
use sqlx::AnyPool;
use url::Url;

use crate::store_error::StoreError;

/// Longest wait for a query, waits for a connection and for locks included.
const QUERY_TIMEOUT: Duration = Duration::from_secs(5);

/// Billing without a provider. Clones share everything.
#[derive(Clone, Debug)]
pub struct Sandbox(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    pool: AnyPool,
    pages_url: String,
    pages_path: String,
    https: bool,
    opened: AtomicU64,
}

impl Sandbox {
    /// A sandbox on the migrated database behind `pool`, whose pages are reached at `{public_url}/manage/...`.
    ///
    /// A path in `public_url` is one that a proxy in front takes away again.
    pub fn new(pool: AnyPool, public_url: &Url) -> Self {
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
            opened: AtomicU64::new(0),
        }))
    }

    pub(crate) fn pool(&self) -> &AnyPool {
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

    /// Counts portal sessions since the start.
    pub(crate) fn opened(&self) -> &AtomicU64 {
        &self.0.opened
    }

    /// Waits for a query, but not for ever.
    pub(crate) async fn bounded<T>(
        &self,
        query: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, StoreError> {
        let _under_way = StoreQuery::begin("sandbox");
        match tokio::time::timeout(QUERY_TIMEOUT, query).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(StoreError::TimedOut(QUERY_TIMEOUT)),
        }
    }
}
