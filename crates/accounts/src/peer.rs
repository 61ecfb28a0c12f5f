use std::net::{IpAddr, Ipv6Addr};

use tokio::task_local;

task_local! {
    static PEER: IpAddr;
}

/// Handles a request as coming from this address. The stub does not pass on where a request comes from.
pub async fn coming_from<T>(peer: IpAddr, work: impl Future<Output = T>) -> T {
    PEER.scope(peer, work).await
}

/// Whose failures are counted together: an address, or the network from which a subscriber of IPv6 picks addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Origin(IpAddr);

impl Origin {
    /// Where the current request comes from, when that is known.
    pub(crate) fn current() -> Option<Self> {
        PEER.try_with(|peer| Self::of(*peer)).ok()
    }

    pub(crate) fn of(address: IpAddr) -> Self {
        /// The first 64 bits (RFC 6177).
        const NETWORK: u128 = !(u64::MAX as u128);
        Self(match address.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & NETWORK).into(),
            address => address,
        })
    }
}
