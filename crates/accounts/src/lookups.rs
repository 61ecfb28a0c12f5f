use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use metrics::{Counter, counter};
use moka::ops::compute::Op;
use moka::sync::Cache;
use tokio::sync::OnceCell;

/// Remembers for a while what look-ups found, and makes one of those for the same thing that are under way at the same time.
///
/// Whoever waits for another's look-up is woken when it is over, all at once. One that is given up, or panics, is begun anew by the next
/// who waits for it.
pub struct Lookups<K, V, E> {
    cells: Cache<K, Cell<V, E>>,
    hits: Counter,
    misses: Counter,
}

/// A look-up that is under way or over.
type Cell<V, E> = Arc<OnceCell<Result<V, E>>>;

impl<K, V, E> Lookups<K, V, E>
where
    K: Copy + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    E: Clone + Send + Sync + 'static,
{
    /// Remembers `most` things at a time, each for `longest` from the beginning of its look-up. `name` is what the metrics call it.
    pub fn new(name: &'static str, most: u64, longest: Duration) -> Self {
        let cells = Cache::builder().max_capacity(most).time_to_live(longest);
        let counter = |outcome: &'static str| counter!("accounts_cache_lookups_total", "cache" => name, "outcome" => outcome);
        Self {
            cells: cells.build(),
            hits: counter("hit"),
            misses: counter("miss"),
        }
    }

    /// What was found, remembered or looked up. Failures are shared by those who wait for them, and not remembered.
    ///
    /// What another found is taken when it is `usable` to this caller; else it is forgotten, and looked up again.
    pub async fn find<F>(
        &self,
        key: K,
        usable: impl Fn(&Result<V, E>) -> bool,
        look_up: impl Fn() -> F,
    ) -> Result<V, E>
    where
        F: Future<Output = Result<V, E>>,
    {
        loop {
            let cell = match self.cells.get(&key) {
                Some(cell) => cell,
                None => self.cells.get_with(key, Arc::default),
            };
            let mut ours = false;
            let found = cell
                .get_or_init(|| {
                    ours = true;
                    look_up()
                })
                .await;
            let taken = ours || usable(found);
            if !taken || found.is_err() {
                self.remove(key, &cell);
            }
            if taken {
                if ours { &self.misses } else { &self.hits }.increment(1);
                return found.clone();
            }
        }
    }

    /// Forgets what was found.
    pub fn forget(&self, key: K) {
        self.cells.invalidate(&key);
    }

    /// Removes this very look-up: another may have taken its place.
    fn remove(&self, key: K, cell: &Cell<V, E>) {
        self.cells.entry(key).and_compute_with(|entry| match entry {
            Some(entry) if Arc::ptr_eq(entry.value(), cell) => Op::Remove,
            _ => Op::Nop,
        });
    }
}
