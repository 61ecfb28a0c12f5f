use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::Client;

/// Most calls on one lane: about as many as servers let in at a time on one HTTP/2 connection.
const MOST_CALLS: usize = 100;

/// Most lanes, however many calls may be in flight.
const MOST_LANES: usize = 16;

/// HTTP clients with connections of their own. Over HTTP/2 one client has one connection, however many calls wait for room on it; a call
/// takes the first lane with room, so that few calls share few connections, which are warm.
#[derive(Debug)]
pub(crate) struct Lanes(Vec<Lane>);

#[derive(Debug)]
struct Lane {
    client: Client,
    calls: AtomicUsize,
}

/// A call's place on its lane; given back when it is dropped.
pub(crate) struct Place<'a>(&'a Lane);

impl Lanes {
    /// How many it takes for so many calls at a time.
    pub(crate) fn needed(calls: usize) -> usize {
        calls.div_ceil(MOST_CALLS).clamp(1, MOST_LANES)
    }

    /// Lanes over these clients; there is at least one.
    pub(crate) fn new(clients: impl IntoIterator<Item = Client>) -> Self {
        let lane = |client| Lane {
            client,
            calls: AtomicUsize::new(0),
        };
        Self(clients.into_iter().map(lane).collect())
    }

    /// The first lane with room; when there is none, the one with the fewest calls.
    pub(crate) fn take(&self) -> Place<'_> {
        let free = |lane: &&Lane| lane.calls.load(Ordering::Relaxed) < MOST_CALLS;
        let fewest = || {
            self.0
                .iter()
                .min_by_key(|lane| lane.calls.load(Ordering::Relaxed))
        };
        let lane = self.0.iter().find(free).or_else(fewest);
        let lane = lane.expect("there is at least one lane");
        // Two that come at the same moment may both find the last place: one call too many waits for its turn.
        lane.calls.fetch_add(1, Ordering::Relaxed);
        Place(lane)
    }
}

impl Place<'_> {
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.calls.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(lanes: &Lanes) -> Vec<usize> {
        let calls = |lane: &Lane| lane.calls.load(Ordering::Relaxed);
        lanes.0.iter().map(calls).collect()
    }

    #[test]
    fn lanes_fill_one_after_another() {
        let lanes = Lanes::new([Client::new(), Client::new()]);
        let mut places: Vec<_> = (0..MOST_CALLS).map(|_| lanes.take()).collect();
        assert_eq!(calls(&lanes), [MOST_CALLS, 0]);
        let second = lanes.take();
        assert_eq!(calls(&lanes), [MOST_CALLS, 1]);
        places.pop();
        let first = lanes.take();
        assert_eq!(calls(&lanes), [MOST_CALLS, 1]);
        let more: Vec<_> = (0..MOST_CALLS + 1).map(|_| lanes.take()).collect();
        assert_eq!(calls(&lanes), [MOST_CALLS + 1, MOST_CALLS + 1]);
        drop((places, second, first, more));
        assert_eq!(calls(&lanes), [0, 0]);
    }

    #[test]
    fn lanes_needed() {
        for (calls, lanes) in [
            (1, 1),
            (100, 1),
            (101, 2),
            (1024, 11),
            (100_000, MOST_LANES),
        ] {
            assert_eq!(Lanes::needed(calls), lanes, "{calls}");
        }
    }
}
