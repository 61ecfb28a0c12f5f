use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use moka::sync::Cache;

use crate::credential_cache::Fingerprint;
use crate::request_context::RequestContext;

/// Most addresses that are remembered, for a minute after their last failure: about 20 MB when all of them fail.
const MAX_ORIGINS: u64 = 100_000;

/// Most credentials that are remembered as good, and for how long: about 8 MB.
const MAX_GOOD: u64 = 32 * 1024;
const GOOD_DURATION: Duration = Duration::from_secs(24 * 60 * 60);

const MINUTE: Duration = Duration::from_secs(60);

/// How many credentials of one address may fail in a minute. What fails beyond that is refused without a look-up.
///
/// Failures count and nothing else, and a credential that was good within the last day is looked up whatever its neighbours do: those
/// behind one address (NAT, a proxy that is not known as one) do not lock each other out. So only a key that this server has never seen
/// waits while somebody guesses from the same address.
///
/// A library such as `governor` takes from the budget when it is asked; here it is known only later whether anything is taken.
pub struct FailureLimit {
    /// The time that one failure takes from a minute; `None` without a limit.
    cost: Option<Duration>,
    /// When the minute of each address would be used up no longer: in microseconds since `began`.
    used_until: Cache<Origin, Arc<AtomicU64>>,
    good: Cache<Fingerprint, ()>,
    began: Instant,
}

impl FailureLimit {
    /// So many failures a minute for each address; 0 for any number.
    pub fn per_minute(failures: u32) -> Self {
        Self {
            cost: MINUTE.checked_div(failures),
            used_until: Cache::builder()
                .max_capacity(MAX_ORIGINS)
                .time_to_idle(MINUTE)
                .build(),
            good: Cache::builder()
                .max_capacity(MAX_GOOD)
                .time_to_live(GOOD_DURATION)
                .build(),
            began: Instant::now(),
        }
    }

    /// How long the sender of the current request has to wait before a credential that is not known as good is looked up.
    pub(crate) fn wait(&self) -> Option<Duration> {
        let cost = self.cost?;
        let used_until = self.used_until.get(&Origin::current()?)?;
        let used_until = Duration::from_micros(used_until.load(Ordering::Relaxed));
        let left = (self.began.elapsed() + MINUTE).saturating_sub(used_until);
        // A failure costs whole microseconds: what is lost by that must not refuse the last one.
        (left < cost).then(|| cost - left)
    }

    /// Whether the credential was good the last time that it was looked up, not long ago.
    pub(crate) fn is_known_good(&self, credential: &Fingerprint) -> bool {
        self.good.contains_key(credential)
    }

    /// Notes a credential that was looked up and is good.
    pub(crate) fn note_good(&self, credential: Fingerprint) {
        if self.cost.is_some() {
            self.good.insert(credential, ());
        }
    }

    /// Counts a credential of the current request that is not good.
    pub(crate) fn note_failure(&self, credential: &Fingerprint) {
        let (Some(cost), Some(origin)) = (self.cost, Origin::current()) else {
            return;
        };
        self.good.invalidate(credential);
        let now = micros(self.began.elapsed());
        let used_until = self.used_until.get_with(origin, Arc::default);
        let later = |used: u64| Some(used.max(now) + micros(cost));
        used_until
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, later)
            .ok();
    }
}

/// Whose failures are counted together: an address, or the network from which a subscriber of IPv6 picks addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Origin(IpAddr);

impl Origin {
    /// Where the current request comes from, when that is known.
    fn current() -> Option<Self> {
        RequestContext::with_current(|context| context.client)?.map(Self::of)
    }

    fn of(address: IpAddr) -> Self {
        /// The first 64 bits (RFC 6177).
        const NETWORK: u128 = !(u64::MAX as u128);
        Self(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & NETWORK).into(),
            address => address,
        })
    }
}

fn micros(time: Duration) -> u64 {
    time.as_micros().try_into().unwrap_or(u64::MAX / 2)
}

#[cfg(test)]
mod tests;
