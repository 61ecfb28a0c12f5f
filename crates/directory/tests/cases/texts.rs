//! What databases make of texts by themselves: the same here, whichever it is.

use accounts::{AccountId, Directory as _, Identity, IdentityLink, NewAccount, NewKey};
use directory::Database;

use super::directory::{added_account, assert_unavailable, new_key, time};

fn link(issuer: &str, subject: &str, account: AccountId) -> IdentityLink {
    IdentityLink {
        identity: Identity {
            issuer: issuer.into(),
            subject: subject.into(),
        },
        account,
        created_at: time("2026-08-01T12:00:00Z"),
    }
}

/// PostgreSQL takes no NUL in texts.
pub(crate) async fn text_with_nul_is_never_stored(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    for (issuer, subject) in [("privy.io", "ann\0"), ("privy.io\0", "ann")] {
        let made = link(issuer, subject, account.id);
        let found = database.account_for_identity(&made.identity).await;
        assert_eq!(found.expect("an answer"), None);
        assert!(!database.unlink(&made.identity).await.expect("an answer"));
        assert_unavailable(database.link(&made).await);
    }
    let nul = NewAccount {
        id: AccountId::random(),
        name: "A\0nn".into(),
        created_at: time("2026-08-01T12:00:00Z"),
    };
    assert_unavailable(database.add_account(&nul).await);
    assert_eq!(database.account(nul.id).await.expect("an answer"), None);
    let key = NewKey {
        name: "lap\0top".into(),
        ..new_key(account.id, "key")
    };
    assert_unavailable(database.add_key(&key).await);
}

/// By bytes: by an alphabet `a` would stand beside `A`, and some pass over punctuation.
pub(crate) async fn lists_in_one_order_everywhere(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let subjects = ["A", "B", "_x", "a", "a b", "ab", "b", "ä"];
    for subject in subjects.iter().rev() {
        let made = link("privy.io", subject, account.id);
        database.link(&made).await.expect("linked");
    }
    let links = database
        .links(account.id, 999)
        .await
        .expect("an answer")
        .rows;
    let found: Vec<_> = links.iter().map(|link| &link.identity.subject).collect();
    assert_eq!(found, Vec::from_iter(&subjects));

    // Times of the published service among ours.
    let times = [
        "2026-08-01T11:00:00.000000Z",
        "2026-08-01 12:00:00+00",
        "2026-08-01T12:00:00.250000Z",
        "2026-08-01 12:00:00.5+00",
    ];
    for time in times.iter().rev() {
        let key = new_key(account.id, time);
        database.add_key(&key).await.expect("added");
        sql::query("UPDATE account_api_keys SET created_at = $1 WHERE id = $2")
            .bind(*time)
            .bind(key.id.to_string())
            .execute(database.pool())
            .await
            .expect("updated");
    }
    let keys = database
        .keys(account.id, 999)
        .await
        .expect("an answer")
        .rows;
    let found: Vec<_> = keys.iter().map(|key| &key.created_at).collect();
    assert_eq!(found, Vec::from_iter(&times));
}
