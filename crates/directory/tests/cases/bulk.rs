use accounts::Directory as _;
use directory::{AccountRecord, AuditFilter, Batch, Database, Imported, Record, Totals};

use super::directory::{added_account, new_key};

const TIME: &str = "2026-08-01T12:00:00.000000Z";

fn account(number: u64) -> Record {
    Record::Account(AccountRecord {
        id: format!("00000000-0000-4000-8000-{number:012}"),
        name: format!("Nr. {number}"),
        created_at: TIME.to_owned(),
        disabled_at: None,
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

/// All that a new export would have.
async fn exported(database: &Database) -> Vec<Record> {
    let mut snapshot = database.snapshot().await.expect("a snapshot");
    let mut records = Vec::new();
    loop {
        let page = snapshot.next().await.expect("records");
        if page.is_empty() {
            return records;
        }
        records.extend(page);
    }
}

/// One entry for each batch that stores something, with the operator, and none for what was there.
pub(crate) async fn import_is_in_the_audit_log(database: &Database) {
    let database = database.clone().operated_by("ann");
    for numbers in [0..2, 0..2, 0..3] {
        database.import(&batch(numbers)).await.expect("imported");
    }
    let page = database.audit_entries(AuditFilter::default(), 9).await;
    let entries = page.expect("an answer").rows.into_iter();
    let entries: Vec<_> = entries
        .map(|entry| {
            assert_eq!(entry.operator.as_deref(), Some("ann"));
            (entry.action, entry.detail.expect("a detail"))
        })
        .collect();
    let entry = |detail: &str| ("account.import".to_owned(), detail.to_owned());
    let expected = [
        entry("of lines 2 to 3: 2 accounts, 0 keys, 0 identities, 0 customers"),
        entry("of lines 2 to 4: 1 account, 0 keys, 0 identities, 0 customers"),
    ];
    assert_eq!(entries, expected);
}

/// A file from before a key was revoked does not bring it back, whatever form its id was stored in.
pub(crate) async fn import_leaves_revoked_keys_out(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let keys = ["kept", "revoked", "other"].map(|text| new_key(ann.id, text));
    for key in &keys {
        database.add_key(key).await.expect("added");
    }
    let mut old = Batch::default();
    for (record, line) in exported(database).await.into_iter().zip(2..) {
        old.push(line, record);
    }
    let other_form = "UPDATE account_api_keys SET id = upper(replace(id, '-', '')) WHERE id = $1";
    let other_form = sql::query(other_form).bind(keys[2].id.to_string());
    other_form.execute(database.pool()).await.expect("written");
    for key in &keys[1..] {
        assert!(database.revoke_key(key.id).await.expect("an answer"));
    }
    let imported = database.import(&old).await.expect("imported");
    assert_eq!((imported.added, imported.equal), (Totals::default(), 2));
    let reasons: Vec<_> = imported
        .refused
        .iter()
        .map(|(_, reason)| reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["the key was revoked here, and is not stored again"; 2]
    );
    let left = database.keys(ann.id, 9).await.expect("an answer");
    assert_eq!(
        left.rows.iter().map(|key| key.id).collect::<Vec<_>>(),
        [keys[0].id]
    );
}

/// Disabled accounts stay so on their way from one database to another, and no file enables or disables one.
pub(crate) async fn import_keeps_accounts_disabled(database: &Database) {
    let disabled_at = Some(TIME.to_owned());
    let Record::Account(enabled) = account(1) else {
        panic!("no account");
    };
    let disabled = Record::Account(AccountRecord {
        disabled_at,
        ..enabled.clone()
    });
    let mut batch = Batch::default();
    batch.push(2, disabled.clone());
    for equal in 0..2 {
        let imported = database.import(&batch).await.expect("imported");
        assert_eq!((imported.equal, imported.refused), (equal, vec![]));
        assert_eq!(exported(database).await, std::slice::from_ref(&disabled));
    }
    let mut batch = Batch::default();
    batch.push(2, enabled.into());
    let imported = database.import(&batch).await.expect("imported");
    let reason = "the same account is in the database with another disabled_at, and stays as it is";
    assert_eq!(imported.refused, [(2, reason.to_owned())]);
    assert_eq!(exported(database).await, [disabled]);
}
