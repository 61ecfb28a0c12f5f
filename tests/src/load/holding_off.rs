use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::crowd::Crowd;
use super::figures::Figures;
use super::process::memory;
use super::slow::{Cut, Slow};
use crate::{Installation, Service};

/// Well-behaved clients beside the slow ones.
const GOOD: usize = 12;

/// How long they are alone at first, to see what is normal.
const ALONE: Duration = Duration::from_secs(1);

/// How long the server waits for slow clients.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// For a head: a third of the idle timeout, at most 20 s.
    pub head: Duration,
    /// For a body: always 5 s.
    pub body: Duration,
    /// For taking a response: as for a head.
    pub write: Duration,
}

/// What became of slow clients, and of good ones meanwhile.
#[derive(Debug)]
pub struct HeldOff {
    /// The good ones alone.
    pub alone: Figures,
    /// The good ones beside the slow ones.
    pub beside: Figures,
    /// How each slow client was cut off.
    pub cuts: Vec<(Slow, Cut)>,
    /// The server's memory before, in bytes.
    pub memory: u64,
    /// The most that was seen of it with them.
    pub most_memory: u64,
}

impl Bounds {
    /// Sets what can be set of them.
    pub fn set(&self, installation: Installation) -> Installation {
        let idle = (self.head * 3).as_millis();
        installation.with("ACCOUNTS_IDLE_TIMEOUT_MS", &idle.to_string())
    }

    /// How long a slow client may stay.
    pub fn of(&self, slow: Slow) -> Duration {
        match slow {
            Slow::Head => self.head,
            Slow::Body => self.body,
            Slow::Read => self.write,
        }
    }
}

/// Sends `each` slow clients of each kind to a server, all at once, with good ones beside them, until all slow ones are cut off.
pub async fn hold_off(service: &Service, each: usize) -> HeldOff {
    let address = service.address();
    let key = service.key();
    let large = largest_asset(service).await;
    let crowd = Crowd::start(address, &key, GOOD);
    tokio::time::sleep(ALONE).await;
    let alone = crowd.take();
    let memory_before = memory(service.id());
    let mut slow = JoinSet::new();
    for number in 0..3 * each {
        let kind = Slow::ALL[number % 3];
        let (key, large) = (key.clone(), large.clone());
        slow.spawn(async move { (kind, kind.hold(address, &key, &large).await) });
    }
    let mut cuts = Vec::new();
    let mut most_memory = memory_before;
    while !slow.is_empty() {
        let second = Instant::now() + Duration::from_secs(1);
        while let Ok(Some(cut)) = tokio::time::timeout_at(second.into(), slow.join_next()).await {
            cuts.push(cut.expect("no client panics"));
        }
        most_memory = most_memory.max(memory(service.id()));
        // A client that is not connected yet, too.
        service.client().good(&key).send().await.portal();
    }
    HeldOff {
        alone,
        beside: crowd.stop().await,
        cuts,
        memory: memory_before,
        most_memory,
    }
}

/// The path of the largest thing that the API reference loads.
async fn largest_asset(service: &Service) -> String {
    let page = service.client().ask("GET", "/docs").send().await;
    let links = page
        .text()
        .split('"')
        .filter(|text| text.starts_with("docs/"));
    let mut largest = (0, String::new());
    for link in links {
        let path = format!("/{link}");
        let asset = service
            .client()
            .ask("GET", &path)
            .header("accept-encoding", "gzip");
        let bytes = asset.send().await.body.len();
        largest = largest.max((bytes, path));
    }
    assert!(
        largest.0 > 512 * 1024,
        "larger than what systems keep: {largest:?}"
    );
    largest.1
}
