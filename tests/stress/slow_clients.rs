use std::time::Duration;

use accounts_tests::Installation;
use accounts_tests::load::{Bounds, Slow, hold_off, millis, raise_open_files};

/// Clients of each kind.
const EACH: usize = 1000;

/// How much longer than its bound a slow client may stay.
const LEEWAY: Duration = Duration::from_secs(15);

/// A thousand of each kind, against the bounds that stand when none are set.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_of_each_kind() {
    raise_open_files();
    let bounds = Bounds {
        head: Duration::from_secs(20),
        body: Duration::from_secs(5),
        write: Duration::from_secs(20),
    };
    let service = Installation::new().with("ACCOUNTS_LOG", "warn").serve();
    println!("| {EACH} of each kind, for about 20 s |");
    let held = hold_off(&service, EACH).await;
    for slow in Slow::ALL {
        let mut cuts: Vec<_> = held
            .cuts
            .iter()
            .filter(|cut| cut.0 == slow)
            .map(|cut| cut.1.after)
            .collect();
        cuts.sort_unstable();
        let (count, median, longest) = (cuts.len(), cuts[cuts.len() / 2], cuts[cuts.len() - 1]);
        println!(
            "| {slow:?}: {count} cut off after {:.1} s (median), {:.1} s (longest) |",
            median.as_secs_f64(),
            longest.as_secs_f64()
        );
        assert_eq!(count, EACH);
        assert!(longest < bounds.of(slow) + LEEWAY, "{slow:?}: {longest:?}");
    }
    for (name, seen) in [("alone", &held.alone), ("beside them", &held.beside)] {
        let [median, high] = [0.5, 0.99].map(|part| millis(seen.percentile(200, part)));
        println!(
            "| good clients {name}: {}; median {median} ms, p99 {high} ms |",
            seen.summary()
        );
        seen.assert_only(&[200]);
    }
    let mebibytes = |bytes: u64| bytes >> 20;
    println!(
        "| memory: {} MiB before, {} MiB with them |",
        mebibytes(held.memory),
        mebibytes(held.most_memory)
    );
}
