use accounts::Directory as _;
use directory::{AccountRecord, Batch, Database, Imported, Record, Totals};

use super::directory::added_account;

const TIME: &str = "2026-08-01T12:00:00.000000Z";

fn account(number: u64) -> Record {
    Record::Account(AccountRecord {
        id: format!("00000000-0000-4000-8000-{number:012}"),
        name: format!("Nr. {number}"),
        created_at: TIME.to_owned(),
    })
}

fn batch(numbers: std::ops::Range<u64>) -> Batch {
    let mut batch = Batch::default();
    for number in numbers {
        batch.push(number + 2, account(number));
    }
    batch
}

/// What others write meanwhile is not in it, however many pages it has.
pub(crate) async fn snapshot_is_of_one_moment(database: &Database) {
    for start in [0, 1_000, 2_000] {
        let imported = database.import(&batch(start..start + 1_000)).await;
        assert_eq!(imported.expect("imported").added.accounts, 1_000);
    }
    let mut snapshot = database.snapshot().await.expect("a snapshot");
    let (totals, secret) = snapshot.totals().await.expect("totals");
    let expected = Totals {
        accounts: 3_000,
        ..Totals::default()
    };
    assert_eq!((totals, secret), (expected, None));
    let first = snapshot.next().await.expect("records");
    assert!(first.len() < 3_000, "a page");
    let late = added_account(database, "late", "2026-08-01T12:00:00Z").await;
    let mut records = first;
    loop {
        let page = snapshot.next().await.expect("records");
        if page.is_empty() {
            break;
        }
        records.extend(page);
    }
    let expected: Vec<_> = (0..3_000).map(account).collect();
    assert_eq!(records, expected);
    assert!(
        database
            .account(late.id)
            .await
            .expect("an answer")
            .is_some()
    );
}

/// Two of the same at once: each record is stored once, and nobody fails.
pub(crate) async fn imports_of_the_same_at_once(database: &Database) {
    let batch = batch(0..500);
    let (one, other) = tokio::join!(database.import(&batch), database.import(&batch));
    let [one, other] = [one, other].map(|imported| imported.expect("imported"));
    assert_eq!(one.added.accounts + other.added.accounts, 500);
    assert_eq!(one.equal + other.equal, 500);
    assert!(one.refused.is_empty() && other.refused.is_empty());
}

/// A line that is refused takes nothing else of its batch along.
pub(crate) async fn import_refuses_single_lines(database: &Database) {
    let mut batch = batch(0..3);
    let Record::Account(mut other) = account(1) else {
        panic!("no account");
    };
    other.name = "Other".to_owned();
    batch.push(5, Record::Account(other));
    let imported = database.import(&batch).await.expect("imported");
    let reason = "the same account is in line 3 with another name".to_owned();
    let expected = Imported {
        added: Totals {
            accounts: 3,
            ..Totals::default()
        },
        equal: 0,
        refused: vec![(5, reason)],
    };
    assert_eq!(imported, expected);
}
