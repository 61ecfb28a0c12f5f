use accounts::{AccountId, Directory, DirectoryError, Identity, IdentityLink, LinkedAccount};
use directory::Database;

use super::directory::{added_account, time};

fn identity(issuer: &str, subject: &str) -> Identity {
    Identity {
        issuer: issuer.into(),
        subject: subject.into(),
    }
}

fn link(identity: &Identity, account: AccountId, created_at: &str) -> IdentityLink {
    IdentityLink {
        identity: identity.clone(),
        account,
        created_at: time(created_at),
    }
}

pub(crate) fn active(id: AccountId) -> LinkedAccount {
    LinkedAccount {
        id,
        disabled: false,
    }
}

pub(crate) async fn link_then_find(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let ann = identity("privy.io", "did:privy:ann");
    let made = link(&ann, account.id, "2026-08-02T12:00:00.123456Z");
    assert_eq!(database.link(&made).await.expect("linked"), account.id);
    let found = database
        .account_for_identity(&ann)
        .await
        .expect("an answer");
    assert_eq!(found, Some(active(account.id)));
    assert_eq!(
        database.links(account.id, 999).await.expect("links").rows,
        [made]
    );
}

/// Indexes have bounds of their own: PostgreSQL's take 2,704 bytes, and make texts no shorter in which nothing repeats.
pub(crate) async fn identity_with_longest_parts(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let mixed = |seed: usize| -> String {
        let digit = |at: usize| char::from(b'!' + ((at * at * 7919 + at * seed) % 94) as u8);
        (0..Identity::MAX_PART_BYTES).map(digit).collect()
    };
    let who = identity(&mixed(31), &mixed(57));
    assert_eq!(who.subject.len(), Identity::MAX_PART_BYTES);
    let made = link(&who, account.id, "2026-08-02T12:00:00Z");
    assert_eq!(database.link(&made).await.expect("linked"), account.id);
    let found = database
        .account_for_identity(&who)
        .await
        .expect("an answer");
    assert_eq!(found, Some(active(account.id)));
    assert!(database.unlink(&who).await.expect("an answer"));
}

pub(crate) async fn identity_unknown(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let known = identity("https://issuer.example", "ann");
    let made = link(&known, account.id, "2026-08-02T12:00:00Z");
    database.link(&made).await.expect("linked");
    // Both parts count, each byte of them.
    for (issuer, subject) in [
        ("https://issuer.example", "bob"),
        ("https://issuer.example", "Ann"),
        ("https://issuer.example", "ann "),
        ("https://issuer.example", "ann%"),
        ("https://issuer.example", "a_n"),
        ("https://issuer.example", ""),
        ("https://issuer.example/", "ann"),
        ("https://ISSUER.example", "ann"),
        ("ann", "https://issuer.example"),
        ("", "ann"),
    ] {
        let found = database
            .account_for_identity(&identity(issuer, subject))
            .await;
        assert_eq!(found.expect("an answer"), None, "{issuer} {subject}");
    }
}

pub(crate) async fn link_again_keeps_the_first(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    let who = identity("privy.io", "did:privy:ann");
    let made = link(&who, ann.id, "2026-08-02T12:00:00Z");
    database.link(&made).await.expect("linked");
    for account in [ann.id, bob.id, AccountId::random()] {
        let again = link(&who, account, "2026-08-03T12:00:00Z");
        assert_eq!(database.link(&again).await.expect("an answer"), ann.id);
    }
    assert_eq!(
        database.links(ann.id, 999).await.expect("links").rows,
        [made]
    );
    let links = database.links(bob.id, 999).await.expect("links");
    assert_eq!(links.rows, []);
}

pub(crate) async fn link_to_unknown_account(database: &Database) {
    let nobody = AccountId::random();
    let who = identity("privy.io", "did:privy:ann");
    let answer = database
        .link(&link(&who, nobody, "2026-08-02T12:00:00Z"))
        .await;
    assert!(
        matches!(answer, Err(DirectoryError::NoSuchAccount(id)) if id == nobody),
        "{answer:?}"
    );
    assert_eq!(
        database
            .account_for_identity(&who)
            .await
            .expect("an answer"),
        None
    );
}

pub(crate) async fn unlink_one_identity(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let gone = identity("privy.io", "did:privy:gone");
    let kept = identity("privy.io", "did:privy:kept");
    for who in [&gone, &kept] {
        let made = link(who, account.id, "2026-08-02T12:00:00Z");
        database.link(&made).await.expect("linked");
    }
    assert!(database.unlink(&gone).await.expect("an answer"));
    assert!(!database.unlink(&gone).await.expect("an answer"));
    assert_eq!(
        database
            .account_for_identity(&gone)
            .await
            .expect("an answer"),
        None
    );
    let found = database
        .account_for_identity(&kept)
        .await
        .expect("an answer");
    assert_eq!(found, Some(active(account.id)));
    // It may be linked again, to whomever.
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    let made = link(&gone, bob.id, "2026-08-03T12:00:00Z");
    assert_eq!(database.link(&made).await.expect("linked"), bob.id);
}

pub(crate) async fn links_oldest_first(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    for (account, subject, created_at) in [
        (ann.id, "third", "2026-08-02T12:00:01Z"),
        (bob.id, "not hers", "2026-08-02T12:00:00Z"),
        (ann.id, "first", "2026-08-02T12:00:00Z"),
        (ann.id, "second", "2026-08-02T12:00:00.5Z"),
    ] {
        let made = link(&identity("privy.io", subject), account, created_at);
        database.link(&made).await.expect("linked");
    }
    let links = database.links(ann.id, 999).await.expect("links").rows;
    let subjects: Vec<_> = links.iter().map(|link| &link.identity.subject).collect();
    assert_eq!(subjects, ["first", "second", "third"]);
}

/// A row that makes no sense is a failure to look, not "no such identity".
pub(crate) async fn link_unreadable_is_an_error(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let who = identity("privy.io", "did:privy:ann");
    let made = link(&who, account.id, "2026-08-02T12:00:00Z");
    database.link(&made).await.expect("linked");
    sql::query("UPDATE identities SET created_at = 'yesterday'")
        .execute(database.pool())
        .await
        .expect("updated");
    let answer = database.links(account.id, 999).await;
    assert!(
        matches!(answer, Err(DirectoryError::Unavailable(_))),
        "{answer:?}"
    );
    // Who acts for whom can be read all the same.
    let found = database
        .account_for_identity(&who)
        .await
        .expect("an answer");
    assert_eq!(found, Some(active(account.id)));
}
