use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use metrics::{Counter, counter};
use moka::ops::compute::Op;
use moka::sync::Cache;
use tokio::sync::OnceCell;

/// Remembers for a while what look-ups found, and makes one of those for the same thing that run at the same time.
///
/// Whoever waits for another's look-up is woken when it ends. One that is abandoned, or panics, is begun anew by the next who waits for
/// it, however often that happens. moka's own `future::Cache` panics after 200 abandoned ones: clients that give up while a database is
/// slow reach that.
pub struct Lookups<K, V> {
    cells: Cache<K, Cell<V>>,
    is_kept: fn(&V) -> bool,
    hits: Counter,
    misses: Counter,
}

/// A look-up that runs or has ended.
type Cell<V> = Arc<OnceCell<V>>;

impl<K, V> Lookups<K, V>
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Remembers at most `capacity` things, each for `time_to_live` from the beginning of its look-up; what `is_kept` rejects serves
    /// only those who wait for it. `name` is the `cache` in the metric `accounts_cache_lookups_total`.
    pub fn new(
        name: &'static str,
        capacity: u64,
        time_to_live: Duration,
        is_kept: fn(&V) -> bool,
    ) -> Self {
        let counter = |outcome: &'static str| {
            let counter =
                counter!("accounts_cache_lookups_total", "cache" => name, "outcome" => outcome);
            // Exported from the start, so that the first one is seen as an increase.
            counter.increment(0);
            counter
        };
        Self {
            cells: Cache::builder()
                .max_capacity(capacity)
                .time_to_live(time_to_live)
                .build(),
            is_kept,
            hits: counter("hit"),
            misses: counter("miss"),
        }
    }

    /// What was found, remembered or looked up. What another found is taken when it is usable to this caller; otherwise it is
    /// forgotten, and looked up again.
    pub async fn find<F>(
        &self,
        key: K,
        is_usable: impl Fn(&V) -> bool,
        look_up: impl Fn() -> F,
    ) -> V
    where
        F: Future<Output = V>,
    {
        loop {
            let cell = match self.cells.get(&key) {
                Some(cell) => cell,
                None => self.cells.get_with(key, Arc::default),
            };
            let mut is_ours = false;
            let found = cell
                .get_or_init(|| {
                    is_ours = true;
                    look_up()
                })
                .await;
            let is_taken = is_ours || is_usable(found);
            if !is_taken || !(self.is_kept)(found) {
                self.remove(key, &cell);
            }
            if is_taken {
                if is_ours { &self.misses } else { &self.hits }.increment(1);
                return found.clone();
            }
        }
    }

    /// Forgets what was found.
    pub fn forget(&self, key: K) {
        self.cells.invalidate(&key);
    }

    /// Removes this very look-up: another may have taken its place.
    fn remove(&self, key: K, cell: &Cell<V>) {
        self.cells.entry(key).and_compute_with(|entry| match entry {
            Some(entry) if Arc::ptr_eq(entry.value(), cell) => Op::Remove,
            _ => Op::Nop,
        });
    }
}

#[cfg(test)]
mod tests;
