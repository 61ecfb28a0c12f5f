use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// A port that nobody listens on, outside the range that systems pick from themselves: it is still free when it is used, and after
/// a restart.
pub(crate) fn free_port() -> u16 {
    let start = 15_000 + u16::try_from(std::process::id() % 10_000).expect("less than 10,000");
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = start + u16::try_from(next % 10_000).expect("less than 10,000") % 5_000;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}
