use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use accounts::{Billing, Directory, Tokens};
use metrics::gauge;
use parking_lot::Mutex;

use crate::error_chain::chain;

/// For a dependency to say whether it works.
const TIMEOUT: Duration = Duration::from_secs(2);

/// What the server depends on. Clones share what is known about it.
#[derive(Clone)]
pub(crate) struct Dependencies {
    directory: Arc<dyn Directory>,
    billing: Arc<dyn Billing>,
    tokens: Option<Arc<dyn Tokens>>,
    shared_store: bool,
    state: Arc<State>,
}

/// What was found out last.
#[derive(Default)]
struct State {
    stopping: AtomicBool,
    /// To log changes only.
    down: Mutex<BTreeSet<&'static str>>,
}

/// Whether requests should be sent to this replica.
#[derive(Debug)]
pub(crate) enum Readiness {
    /// Everything works.
    Ready,
    /// Something that all replicas share does not work: another replica would do no better.
    Degraded(Vec<Fault>),
    /// This replica cannot work, or is about to stop.
    Unready(Vec<Fault>),
}

/// Something that does not work.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) part: &'static str,
    /// For operators only: it reveals internals.
    pub(crate) cause: String,
}

impl Dependencies {
    pub(crate) fn new(
        directory: Arc<dyn Directory>,
        billing: Arc<dyn Billing>,
        tokens: Option<Arc<dyn Tokens>>,
    ) -> Self {
        Self {
            directory,
            billing,
            tokens,
            shared_store: false,
            state: Arc::default(),
        }
    }

    /// Whether other replicas use the same store: then it is not the fault of this one when the store is down.
    pub(crate) fn with_shared_store(mut self, shared: bool) -> Self {
        self.shared_store = shared;
        self
    }

    /// From now on this replica is not ready.
    pub(crate) fn stop(&self) {
        self.state.stopping.store(true, Ordering::Relaxed);
    }

    pub(crate) async fn readiness(&self) -> Readiness {
        let tokens = async {
            let tokens = self.tokens.as_ref()?;
            fault("tokens", tokens.ping()).await
        };
        let (directory, billing, tokens) = tokio::join!(
            fault("directory", self.directory.ping()),
            fault("billing", self.billing.ping()),
            tokens,
        );
        let unready = directory.is_some() && !self.shared_store;
        let mut faults: Vec<_> = [directory, billing, tokens].into_iter().flatten().collect();
        self.report(&faults);
        if self.state.stopping.load(Ordering::Relaxed) {
            let cause = "the server is stopping".to_owned();
            let part = "stopping";
            faults.insert(0, Fault { part, cause });
            return Readiness::Unready(faults);
        }
        match faults.as_slice() {
            [] => Readiness::Ready,
            _ if unready => Readiness::Unready(faults),
            _ => Readiness::Degraded(faults),
        }
    }

    /// Sets the gauges, and logs what changed.
    fn report(&self, faults: &[Fault]) {
        let parts = [
            Some("directory"),
            Some("billing"),
            self.tokens.as_ref().map(|_| "tokens"),
        ];
        let mut down = self.state.down.lock();
        for part in parts.into_iter().flatten() {
            let fault = faults.iter().find(|fault| fault.part == part);
            let up = if fault.is_none() { 1.0 } else { 0.0 };
            gauge!("accounts_dependency_up", "dependency" => part).set(up);
            match fault {
                Some(Fault { cause, .. }) if down.insert(part) => {
                    tracing::warn!(part, cause, "{part} does not work");
                }
                None if down.remove(part) => tracing::info!(part, "{part} works again"),
                _ => {}
            }
        }
    }
}

async fn fault<E: std::error::Error>(
    part: &'static str,
    ping: impl Future<Output = Result<(), E>>,
) -> Option<Fault> {
    let cause = match tokio::time::timeout(TIMEOUT, ping).await {
        Ok(Ok(())) => return None,
        Ok(Err(error)) => chain(&error),
        Err(_) => format!("no answer within {} s", TIMEOUT.as_secs()),
    };
    Some(Fault { part, cause })
}
