use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use accounts::TokenError;
use egress::Egress;
use metrics::counter;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

use crate::algorithm::Algorithm;
use crate::fetch::{Fetched, Fetcher, KeyLocation};
use crate::fetch_error::{FetchError, FetchFailure};
use crate::key_set::KeySet;
use crate::timing::Timing;

/// The keys of an issuer as it publishes them: fetched ahead of need by one task, and used on while the issuer cannot be reached.
pub struct RemoteKeys {
    state: Arc<watch::Sender<State>>,
    timing: Timing,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    /// The last good set, unless it is too old.
    keys: Option<Arc<KeySet>>,
    /// When that was fetched.
    fetched: Option<Instant>,
    /// Why the last fetch failed.
    problem: Option<Arc<FetchFailure>>,
    /// Whether a fetch is running, or asked for.
    fetching: bool,
    /// How many fetches are over.
    rounds: u64,
    /// When a token last asked for one.
    asked: Option<Instant>,
}

/// There is no set yet, or none that is recent enough.
#[derive(Debug, thiserror::Error)]
#[error("the issuer's keys could not be fetched, and there are none from before")]
struct NoKeys(#[source] Option<Arc<FetchFailure>>);

/// A key that is not in the set, which may be out of date.
#[derive(Debug, thiserror::Error)]
#[error("the token's key is unknown, and the last fetch of the issuer's keys failed")]
struct MaybeNewer(#[source] Arc<FetchFailure>);

impl RemoteKeys {
    /// Starts to fetch, at once and then again and again until this is dropped. Needs a tokio runtime.
    ///
    /// # Errors
    /// When the HTTP client cannot be created. A URL that does not respond is not an error here.
    pub fn start(
        location: KeyLocation,
        algorithms: Vec<Algorithm>,
        timing: Timing,
        egress: &Egress,
    ) -> Result<Self, FetchError> {
        let fetcher = Fetcher::new(location, algorithms, timing.fetch, egress)?;
        let state = Arc::new(watch::Sender::new(State {
            fetching: true,
            ..State::default()
        }));
        Ok(Self {
            task: tokio::spawn(keep_fresh(fetcher, Arc::clone(&state), timing)),
            state,
            timing,
        })
    }

    /// The last good set. Waits for the first fetch, but for no other.
    pub(crate) async fn current(&self) -> Result<Arc<KeySet>, TokenError> {
        let mut state = self.state.subscribe();
        let first = state.wait_for(|state| state.keys.is_some() || !state.fetching);
        match timeout(self.wait_timeout(), first).await {
            Ok(Ok(state)) => state.keys.clone().ok_or_else(|| state.problem.clone()),
            Ok(Err(_)) | Err(_) => Err(None),
        }
        .map_err(|problem| TokenError::Unavailable(Box::new(NoKeys(problem))))
    }

    /// A set that was fetched after a token came with an unknown key; `None` when one was fetched for such a token not long ago.
    /// All who ask while a fetch is running wait for that one.
    pub(crate) async fn refetched(&self) -> Option<Arc<KeySet>> {
        let mut state = self.state.subscribe();
        let mut round = None;
        self.state.send_if_modified(|state| {
            let ask = !state.fetching
                && state
                    .asked
                    .is_none_or(|asked| asked.elapsed() >= self.timing.refetch_pause);
            if ask {
                state.asked = Some(Instant::now());
                state.fetching = true;
            }
            round = state.fetching.then_some(state.rounds);
            ask
        });
        let round = round?;
        let next = state.wait_for(|state| state.rounds > round);
        let next = timeout(self.wait_timeout(), next).await.ok()?.ok()?;
        next.keys.clone()
    }

    /// Why nothing can be said of a token whose key is unknown; `None` when the last fetch brought all keys that there are.
    pub(crate) fn unknown_key(&self) -> Option<TokenError> {
        let problem = self.state.borrow().problem.clone()?;
        Some(TokenError::Unavailable(Box::new(MaybeNewer(problem))))
    }

    /// Fetches end before that.
    fn wait_timeout(&self) -> Duration {
        self.timing.fetch + Duration::from_secs(1)
    }
}

impl Drop for RemoteKeys {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep_fresh(fetcher: Fetcher, state: Arc<watch::Sender<State>>, timing: Timing) {
    let url = fetcher.location().url();
    let mut asked = state.subscribe();
    let mut failures = 0_u32;
    loop {
        state.send_modify(|state| state.fetching = true);
        let fetched = fetcher.fetch().await;
        let outcome = if fetched.is_ok() { "ok" } else { "failed" };
        counter!("bearer_key_fetches_total", "outcome" => outcome).increment(1);
        let pause = match &fetched {
            Ok(Fetched { keys, max_age }) => {
                let keys = keys.len();
                if failures > 0 || state.borrow().keys.is_none() {
                    tracing::info!(%url, keys, "the keys of bearer tokens were fetched");
                }
                failures = 0;
                timing.after_success(*max_age)
            }
            Err(error) => {
                failures = failures.saturating_add(1);
                // The first, and then fewer and fewer of them.
                if failures.is_power_of_two() {
                    let cause = error as &(dyn Error + 'static);
                    tracing::warn!(%url, failures, cause, "the keys of bearer tokens cannot be fetched");
                }
                timing.after_failures(failures, state.borrow().keys.is_some())
            }
        };
        state.send_modify(|state| {
            match fetched {
                Ok(fetched) => {
                    state.keys = Some(Arc::new(fetched.keys));
                    state.fetched = Some(Instant::now());
                    state.problem = None;
                }
                Err(error) => {
                    state.problem = Some(Arc::new(error));
                    let age = state.fetched.map(|fetched| fetched.elapsed());
                    if state.keys.is_some() && age.is_some_and(|age| age >= timing.max_use) {
                        tracing::error!(%url, ?age, "the last good keys of bearer tokens are too old: tokens get 503 until others are fetched");
                        state.keys = None;
                    }
                }
            }
            state.fetching = false;
            state.rounds += 1;
        });
        // Over early when a token asks.
        timeout(pause, asked.wait_for(|state| state.fetching))
            .await
            .ok();
    }
}
