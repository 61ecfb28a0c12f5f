//! Independent pieces of work on all cores.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::stack::STACK_BYTES;

/// Maps each item, on all cores at once; the results keep the order of the items.
pub fn side_by_side<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    let mut done: Vec<_> = thread::scope(|scope| {
        let start = |_| {
            let thread = thread::Builder::new().stack_size(STACK_BYTES);
            let started = thread.spawn_scoped(scope, take);
            started.expect("a thread can be started")
        };
        let workers: Vec<_> = (0..cores.min(items.len())).map(start).collect();
        let ended = workers.into_iter().map(|worker| worker.join());
        ended
            .flat_map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).collect();
        let slow_start = |item: &u64| {
            thread::sleep(std::time::Duration::from_micros(100 - item));
            item * 2
        };
        let expected: Vec<_> = items.iter().map(|item| item * 2).collect();
        assert_eq!(side_by_side(&items, slow_start), expected);
        assert!(side_by_side(&[], |item: &u64| *item).is_empty());
    }

    #[test]
    #[should_panic(expected = "this one")]
    fn a_panic_is_passed_on() {
        side_by_side(&[1, 2, 3], |item| assert!(*item != 2, "this one"));
    }
}
