use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::caller::{Broken, Caller, Seen};
use super::figures::Figures;
use crate::client::Protocol;

/// How long a client waits that was told to come again. Less than `Retry-After` asks for: the load shall not let up.
const IMPATIENCE: Duration = Duration::from_millis(100);

/// Well-behaved clients that go on until they are told to stop; every second one speaks HTTP/2.
pub struct Crowd {
    clients: JoinSet<()>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    over: AtomicBool,
    figures: Mutex<Figures>,
}

impl Crowd {
    /// So many clients, each with one request at a time, and the next as soon as that is answered.
    pub fn start(address: SocketAddr, key: &str, clients: usize) -> Self {
        Self::with(address, key, clients, None)
    }

    /// So many clients, each with one request at a time, and the next after `period`, or as soon as that is answered.
    pub fn paced(address: SocketAddr, key: &str, clients: usize, period: Duration) -> Self {
        Self::with(address, key, clients, Some(period))
    }

    fn with(address: SocketAddr, key: &str, clients: usize, period: Option<Duration>) -> Self {
        let shared = Arc::new(Shared::default());
        let mut crowd = JoinSet::new();
        for number in 0..clients {
            let protocol = match number % 2 {
                0 => Protocol::Http1,
                _ => Protocol::Http2,
            };
            let caller = Caller::new(address, protocol, key);
            let shared = Arc::clone(&shared);
            crowd.spawn(async move {
                let pace = match period {
                    None => None,
                    Some(period) => {
                        // Not all in one instant.
                        tokio::time::sleep(period.mul_f64(number as f64 / clients as f64)).await;
                        let mut pace = interval(period);
                        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
                        Some(pace)
                    }
                };
                go_on(caller, pace, &shared).await;
            });
        }
        Self {
            clients: crowd,
            shared,
        }
    }

    /// What they saw since the last time.
    pub fn take(&self) -> Figures {
        std::mem::take(&mut self.shared.figures())
    }

    /// How many answers they had since the last time.
    pub fn count(&self) -> usize {
        self.shared.figures().total()
    }

    /// Lets them finish their requests, and answers what they saw.
    pub async fn stop(self) -> Figures {
        self.shared.over.store(true, Ordering::Relaxed);
        self.ended().await
    }

    /// Waits until the server takes no connection of any any more, and answers what they saw until then.
    pub async fn ended(mut self) -> Figures {
        while let Some(end) = self.clients.join_next().await {
            end.expect("no client panics");
        }
        self.take()
    }
}

impl Shared {
    fn figures(&self) -> MutexGuard<'_, Figures> {
        self.figures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, seen: &Seen) {
        let mut figures = self.figures();
        let later = seen.retry_after.as_deref();
        if seen.status == 503 && later.is_none_or(|text| text.parse::<u32>().is_err()) {
            let failure = format!("503 with Retry-After {later:?}");
            figures.failures.push(failure);
        }
        figures.answered(seen.status, seen.took);
    }
}

async fn go_on(mut caller: Caller, mut pace: Option<Interval>, shared: &Shared) {
    while !shared.over.load(Ordering::Relaxed) {
        if let Some(pace) = &mut pace {
            pace.tick().await;
        }
        match caller.call().await {
            Ok(seen) => {
                shared.note(&seen);
                if seen.status == 503 && pace.is_none() {
                    tokio::time::sleep(IMPATIENCE).await;
                }
            }
            Err(Broken::Refused(why)) => {
                shared.figures().refused.push(why);
                return;
            }
            Err(Broken::Cut(why)) => shared.figures().failures.push(why),
        }
    }
}
