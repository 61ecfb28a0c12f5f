use accounts::{
    AccountId, Customers as _, Directory as _, DirectoryError, Expiry, Identity, IdentityLink,
    KeyEnd, LinkedAccount,
};
use directory::{AuditFilter, Database, DeletedAccount};
use jiff::Timestamp;

use super::directory::{added_account, new_key, time};

fn identity(subject: &str) -> Identity {
    Identity {
        issuer: "privy.io".into(),
        subject: subject.into(),
    }
}

async fn link(database: &Database, subject: &str, account: AccountId) {
    let link = IdentityLink {
        identity: identity(subject),
        account,
        created_at: time("2026-08-01T12:00:00Z"),
    };
    database.link(&link).await.expect("linked");
}

async fn sql(database: &Database, statement: &'static str, account: &str) {
    let query = sql::query(statement).bind(account);
    query.execute(database.pool()).await.expect(statement);
}

pub(crate) async fn disabled_account_is_seen_by_every_look_up(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    let keys = [&ann, &bob].map(|account| new_key(account.id, &account.name));
    for (account, key) in [&ann, &bob].into_iter().zip(&keys) {
        database.add_key(key).await.expect("added");
        link(database, &account.name, account.id).await;
    }
    // Ann's state, as each way to her account shows it; Bob stays as he is.
    let seen = async || {
        let mut seen = Vec::new();
        for (account, key) in [&ann, &bob].into_iter().zip(&keys) {
            let found = database.key_by_hash(key.hash, None).await;
            let found = found.expect("an answer").expect("a key");
            let listed = database.keys(account.id, 9).await.expect("an answer").rows;
            assert_eq!(listed, std::slice::from_ref(&found));
            let linked = database
                .account_for_identity(&identity(&account.name))
                .await;
            let linked = linked.expect("an answer").expect("an account");
            let LinkedAccount { id, disabled } = linked;
            assert_eq!(id, account.id);
            let stored = database.account(account.id).await.expect("an answer");
            let stored = stored.expect("an account").disabled_at.is_some();
            seen.push([found.account_disabled, disabled, stored]);
        }
        seen
    };
    assert_eq!(seen().await, [[false; 3]; 2]);
    for (disabled, changed) in [(true, true), (true, false), (false, true), (false, false)] {
        let answer = database.set_account_disabled(ann.id, disabled).await;
        assert_eq!(answer.expect("an answer"), changed);
        assert_eq!(seen().await, [[disabled; 3], [false; 3]]);
    }
}

pub(crate) async fn deleted_account_leaves_its_id_alone(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    for account in [&ann, &bob] {
        let name = &account.name;
        let [kept, revoked] =
            ["kept", "revoked"].map(|text| new_key(account.id, &format!("{name} {text}")));
        for key in [&kept, &revoked] {
            database.add_key(key).await.expect("added");
        }
        database.revoke_key(revoked.id).await.expect("revoked");
        link(database, name, account.id).await;
        let customer = format!("cus_{name}").parse().expect("an id");
        let linked = database.link_customer(account.id, &customer).await;
        linked.expect("linked");
        let id = account.id.to_string();
        for statement in [
            "INSERT INTO sandbox_subscriptions (account, plan, amount, currency, status, current_period_end, created_at) \
             VALUES ($1, 'a', 1, 'usd', 'active', '2999', '2026')",
            "INSERT INTO sandbox_portal_sessions (id, account, return_url, token_hash, created_at, expires_at) \
             VALUES ('session of ' || $1, $1, 'https://example.com/', 'hash', '2026', '2999')",
            "INSERT INTO sandbox_invoices (account, number, plan, amount, currency, status, period_start, period_end, created_at) \
             VALUES ($1, 1, 'a', 1, 'usd', 'open', '2026', '2999', '2026')",
        ] {
            sql(database, statement, &id).await;
        }
    }
    let expected = DeletedAccount {
        keys: 1,
        identities: 1,
        customer: Some("cus_Ann".to_owned()),
        subscriptions: 1,
    };
    let before = rows_of(database, ann.id).await;
    assert!(before.iter().all(|(_, rows)| *rows > 0), "{before:?}");
    let others = rows_of(database, bob.id).await;
    let preview = database.delete_account(ann.id, false).await;
    assert_eq!(preview.expect("an answer"), expected);
    assert_eq!(rows_of(database, ann.id).await, before);

    let deleted = database.delete_account(ann.id, true).await;
    assert_eq!(deleted.expect("an answer"), expected);
    let left = rows_of(database, ann.id).await;
    assert!(left.iter().all(|(_, rows)| *rows == 0), "{left:?}");
    assert_eq!(rows_of(database, bob.id).await, others, "of somebody else");
    let again = database.delete_account(ann.id, true).await;
    assert!(
        matches!(again, Err(DirectoryError::NoSuchAccount(id)) if id == ann.id),
        "{again:?}"
    );

    let filter = AuditFilter {
        account: Some(ann.id),
        ..AuditFilter::default()
    };
    let log = database.audit_entries(filter, 99).await.expect("an answer");
    let actions: Vec<_> = log
        .rows
        .iter()
        .map(|record| record.action.as_str())
        .collect();
    let expected = [
        "account.create",
        "key.create",
        "key.create",
        "key.revoke",
        "identity.link",
        "customer.link",
        "account.delete",
    ];
    assert_eq!(actions, expected);
    for record in log.rows {
        assert_eq!((record.subject, record.detail), (None, None));
    }
}

/// How many rows each table has that name the account.
async fn rows_of(database: &Database, account: AccountId) -> Vec<(&'static str, i64)> {
    let mut rows = Vec::new();
    for count in [
        "SELECT COUNT(*) FROM accounts WHERE id = $1",
        "SELECT COUNT(*) FROM account_api_keys WHERE account = $1",
        "SELECT COUNT(*) FROM ended_api_keys WHERE account = $1",
        "SELECT COUNT(*) FROM identities WHERE account = $1",
        "SELECT COUNT(*) FROM account_customers WHERE account = $1",
        "SELECT COUNT(*) FROM sandbox_subscriptions WHERE account = $1",
        "SELECT COUNT(*) FROM sandbox_portal_sessions WHERE account = $1",
        "SELECT COUNT(*) FROM sandbox_invoices WHERE account = $1",
    ] {
        let query = sql::query_as::<(i64,)>(count).bind(account.to_string());
        let (number,) = query.fetch_one(database.pool()).await.expect(count);
        rows.push((count, number));
    }
    rows
}

/// Its id stands in the form of that service.
pub(crate) async fn account_of_another_service_is_disabled_and_deleted(database: &Database) {
    let id = "123E4567-E89B-12D3-A456-42661417400F";
    sql(
        database,
        "INSERT INTO accounts (id, name, created_at) VALUES ($1, 'Ann', '2026-08-01T12:00:00Z')",
        id,
    )
    .await;
    sql(
        database,
        "INSERT INTO account_api_keys (id, account, name, key_hash, created_at) \
         VALUES ('00000000-0000-4000-8000-000000000009', $1, 'laptop', 'hash', '2026-08-01T12:00:00Z')",
        id,
    )
    .await;
    let account: AccountId = id.parse().expect("an id");
    let disabled = database.set_account_disabled(account, true).await;
    assert!(disabled.expect("an answer"));
    let deleted = database.delete_account(account, true).await;
    assert_eq!(deleted.expect("an answer").keys, 1);
    assert!(!database.has_accounts().await.expect("an answer"));
}

pub(crate) async fn expire_key_sets_its_expiry(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let keys = ["one", "other"].map(|text| new_key(ann.id, text));
    for key in &keys {
        database.add_key(key).await.expect("added");
    }
    let expiry = async |index: usize| {
        let found = database.key_by_hash(keys[index].hash, None).await;
        found.expect("an answer").expect("a key").expiry
    };
    for end in ["2999-01-01T00:00:00.123456Z", "2026-08-01T12:00:00Z"] {
        let expired = database.expire_key(keys[0].id, time(end)).await;
        assert!(expired.expect("an answer"));
        assert_eq!(expiry(0).await, Expiry::At(time(end)));
        assert_eq!(expiry(1).await, Expiry::Never);
    }
}

/// A key whose id another service wrote in its own form ends like any other, and the list still has it.
pub(crate) async fn ended_keys_are_listed_on_demand(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let keys = ["one", "other", "last"].map(|text| new_key(ann.id, text));
    for key in &keys {
        database.add_key(key).await.expect("added");
    }
    sql(
        database,
        "UPDATE account_api_keys SET id = upper(id) WHERE account = $1",
        &ann.id.to_string(),
    )
    .await;
    let expired = database.expire_key(keys[1].id, Timestamp::now()).await;
    assert!(expired.expect("an answer"));
    for there in [true, false] {
        let revoked = database.revoke_key(keys[1].id).await;
        assert_eq!(revoked.expect("an answer"), there);
    }
    let live = database.keys(ann.id, 9).await.expect("an answer");
    assert_eq!(live.total, 2);
    let all = database.all_keys(ann.id, 9).await.expect("an answer");
    assert_eq!(all.total, 3);
    for key in all.rows {
        let ended = (key.id == keys[1].id).then_some(KeyEnd::Revoked);
        assert_eq!((key.ended, key.name.as_str()), (ended, "test"));
    }
    let bounded = database.all_keys(ann.id, 1).await.expect("an answer");
    assert_eq!((bounded.rows.len(), bounded.total), (1, 3));
}
