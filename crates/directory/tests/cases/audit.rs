use accounts::{
    AccountId, Customers as _, Directory as _, Identity, IdentityLink, KeyEnd, KeyHasher, KeyId,
};
use directory::{AuditAction, AuditEntry, AuditFilter, AuditRecord, Database};
use jiff::{SignedDuration, Timestamp};

use super::directory::{added_account, new_key, time};

/// What is in the log, oldest first.
async fn log(database: &Database) -> Vec<AuditRecord> {
    let page = database.audit_entries(AuditFilter::default(), 999).await;
    page.expect("an answer").rows
}

/// The actions and subjects in the log.
async fn done(database: &Database) -> Vec<(String, Option<String>)> {
    let log = log(database).await;
    log.into_iter()
        .map(|record| (record.action, record.subject))
        .collect()
}

fn entry(action: &str, subject: impl ToString) -> (String, Option<String>) {
    (action.to_owned(), Some(subject.to_string()))
}

pub(crate) async fn changes_are_in_the_audit_log(database: &Database) {
    let database = database.clone().operated_by("ann");
    let before = Timestamp::now();
    let account = added_account(&database, "Acme canary", "2026-08-01T12:00:00Z").await;
    let key = new_key(account.id, "key canary");
    database.add_key(&key).await.expect("added");
    let identity = Identity {
        issuer: "privy.io".into(),
        subject: "did:privy:ann".into(),
    };
    for created_at in ["2026-08-01T12:00:00.123456Z", "2026-08-02T12:00:00Z"] {
        let link = IdentityLink {
            identity: identity.clone(),
            account: account.id,
            created_at: time(created_at),
        };
        database.link(&link).await.expect("linked");
    }
    let [found, manual] = ["cus_1", "cus_2"].map(|id| id.parse().expect("an id"));
    let remembered = database.remember_customer(account.id, &found, None).await;
    assert!(remembered.expect("an answer"));
    database
        .link_customer(account.id, &manual)
        .await
        .expect("linked");
    // What is not changed is not noted: not forgotten, because it was linked manually, and remembered by nobody.
    database
        .forget_customer(account.id, &manual)
        .await
        .expect("an answer");
    let remembered = database.remember_customer(account.id, &found, None).await;
    assert!(!remembered.expect("an answer"));
    for there in [true, false] {
        let answers = [
            database.unlink_customer(account.id).await,
            database.unlink(&identity).await,
            database.expire_key(key.id, before).await,
            database.revoke_key(key.id).await,
        ];
        assert!(
            answers
                .into_iter()
                .all(|answer| answer.expect("an answer") == there)
        );
    }
    let subject = "did:privy:ann of privy.io";
    let expected = [
        ("account.create".to_owned(), None),
        entry("key.create", key.id),
        entry("identity.link", subject),
        entry("customer.link", "cus_1"),
        entry("customer.link", "cus_2"),
        entry("customer.unlink", "cus_2"),
        entry("identity.unlink", subject),
        entry("key.expire", key.id),
        entry("key.revoke", key.id),
    ];
    assert_eq!(done(&database).await, expected);
    let id = account.id.to_string();
    for record in log(&database).await {
        assert_eq!(record.operator.as_deref(), Some("ann"));
        assert_eq!(record.account.as_ref(), Some(&id));
        let at: Timestamp = record.at.parse().expect("a time");
        assert!(before - SignedDuration::from_secs(1) < at && at <= Timestamp::now());
        let shown = format!("{record:?}");
        for secret in ["canary", &key.hash.to_string()] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

pub(crate) async fn what_failed_is_not_in_the_audit_log(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(ann.id, "key");
    database.add_key(&key).await.expect("added");
    let before = done(database).await;
    let nobody = AccountId::random();
    let failed = [
        database.add_account(&ann).await,
        database.add_key(&new_key(ann.id, "key")).await,
        database.add_key(&new_key(nobody, "another")).await,
        database
            .link_customer(nobody, &"cus_1".parse().expect("an id"))
            .await,
        database.set_account_disabled(nobody, true).await.map(drop),
        database.delete_account(nobody, true).await.map(drop),
    ];
    for answer in failed {
        answer.expect_err("refused");
    }
    for answer in [
        database.revoke_key(KeyId::random()).await,
        database.expire_key(KeyId::random(), Timestamp::now()).await,
        database.unlink_customer(ann.id).await,
        database.set_account_disabled(ann.id, false).await,
    ] {
        assert!(!answer.expect("an answer"));
    }
    // Deleted only in thought.
    database.delete_account(ann.id, false).await.expect("there");
    assert_eq!(done(database).await, before);
}

/// An entry goes with the transaction that it was written in.
pub(crate) async fn audit_entry_goes_with_its_transaction(database: &Database) {
    let entries: Vec<_> = (0..1234)
        .map(|number| AuditEntry::of(AuditAction::AccountImport).with_detail(number))
        .collect();
    let mut transaction = database.pool().begin().await.expect("begun");
    let written = database.audit(&mut transaction, &entries).await;
    written.expect("written");
    drop(transaction);
    assert_eq!(log(database).await, []);

    let mut transaction = database.pool().begin().await.expect("begun");
    database
        .audit(&mut transaction, &[])
        .await
        .expect("nothing");
    let written = database.audit(&mut transaction, &entries).await;
    written.expect("written");
    transaction.commit().await.expect("committed");
    let page = database.audit_entries(AuditFilter::default(), 9999).await;
    let page = page.expect("an answer");
    let details = page.rows.iter().filter_map(|record| record.detail.clone());
    let expected: Vec<_> = (0..1234).map(|number| number.to_string()).collect();
    assert_eq!(details.collect::<Vec<_>>(), expected, "in their order");
    assert!(page.rows.iter().all(|record| record.operator.is_none()));
}

pub(crate) async fn audit_entries_by_filter_and_page(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    for disabled in [true, false] {
        let changed = database.set_account_disabled(ann.id, disabled).await;
        assert!(changed.expect("an answer"));
    }
    let all = log(database).await;
    let listed = async |filter: AuditFilter, limit: usize| {
        let page = database.audit_entries(filter, limit).await;
        let page = page.expect("an answer");
        let places = page.rows.iter().map(|record| {
            let place = all.iter().position(|other| other == record);
            place.expect("one of all")
        });
        (places.collect::<Vec<_>>(), page.more)
    };
    let filter = AuditFilter::default();
    let of = |account: AccountId| AuditFilter {
        account: Some(account),
        ..filter
    };
    let created = AuditFilter {
        action: Some(AuditAction::AccountCreate),
        ..filter
    };
    let since = |record: &AuditRecord| AuditFilter {
        since: record.at.parse().ok(),
        ..filter
    };
    let later = AuditFilter {
        since: Some(Timestamp::now() + SignedDuration::from_hours(1)),
        ..filter
    };
    let after = |record: &AuditRecord| AuditFilter {
        after: Some(record.id),
        ..filter
    };
    for (filter, limit, expected) in [
        (filter, 9, (vec![0, 1, 2, 3], false)),
        (filter, 4, (vec![0, 1, 2, 3], false)),
        (filter, 3, (vec![0, 1, 2], true)),
        (after(&all[2]), 3, (vec![3], false)),
        (after(&all[3]), 3, (vec![], false)),
        (of(ann.id), 9, (vec![0, 2, 3], false)),
        (of(bob.id), 9, (vec![1], false)),
        (of(AccountId::random()), 9, (vec![], false)),
        (created, 9, (vec![0, 1], false)),
        (created, 1, (vec![0], true)),
        (since(&all[0]), 9, (vec![0, 1, 2, 3], false)),
        (later, 9, (vec![], false)),
    ] {
        assert_eq!(listed(filter, limit).await, expected, "{filter:?}");
    }
}

pub(crate) async fn audit_log_is_pruned(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(ann.id, "key");
    database.add_key(&key).await.expect("added");
    database.revoke_key(key.id).await.expect("revoked");
    let hour = SignedDuration::from_hours(1);
    let (past, future) = (Timestamp::now() - hour, Timestamp::now() + hour);
    assert_eq!(
        database.audit_entries_before(past).await.expect("a number"),
        0
    );
    assert_eq!(database.prune_audit(past).await.expect("a number"), 0);
    assert_eq!(
        log(database).await.len(),
        3,
        "nothing is noted where nothing is done"
    );
    let keys = async || {
        let keys = database.all_keys(ann.id, 9).await;
        keys.expect("an answer").total
    };
    assert_eq!(keys().await, 1);

    assert_eq!(
        database
            .audit_entries_before(future)
            .await
            .expect("a number"),
        3
    );
    // Its own entry is younger than that, once it is written.
    let removed = database.prune_audit(Timestamp::now()).await;
    assert_eq!(removed.expect("a number"), 3);
    let left = log(database).await;
    let actions: Vec<_> = left.iter().map(|record| record.action.as_str()).collect();
    assert_eq!(actions, ["audit.prune"]);
    assert_eq!(keys().await, 0);
}

/// Keys that a roll leaves behind are noted one by one.
pub(crate) async fn finished_roll_is_in_the_audit_log(database: &Database) {
    let [old, new] = ["the one before", "the new one"].map(|text| KeyHasher::new(text.into()));
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(ann.id, "left behind");
    database.add_key(&key).await.expect("added");
    let (known, current) = (old.fingerprint(), new.fingerprint());
    database.key_secret_or(known).await.expect("kept");
    database
        .finish_roll(known, current)
        .await
        .expect("finished");
    let done = done(database).await;
    let expected = [
        entry("key.remove", key.id),
        ("secret.finish-roll".to_owned(), None),
    ];
    assert_eq!(done[2..], expected);
    let ended = database.all_keys(ann.id, 9).await.expect("an answer").rows;
    let ended: Vec<_> = ended.iter().map(|key| (key.id, key.ended)).collect();
    assert_eq!(ended, [(key.id, Some(KeyEnd::Rolled))]);
}
