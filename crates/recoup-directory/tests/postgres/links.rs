use accounts::{
    AccountId, CustomerId, Customers as _, Directory as _, DirectoryError, Identity, IdentityLink,
};
use jiff::Timestamp;
use test_postgres::Role;

use crate::world::World;

fn link(account: AccountId) -> IdentityLink {
    IdentityLink {
        identity: Identity {
            issuer: "privy.io".to_owned(),
            subject: "did:privy:1".to_owned(),
        },
        account,
        created_at: Timestamp::now(),
    }
}

/// They are in our own tables, and refer to accounts in theirs.
#[tokio::test]
async fn identity_of_their_account() {
    let world = World::of(Role::Policy).await;
    let (account, _) = world.account_with_key();
    let link = link(account);
    let linked = world.directory.link(&link).await;
    assert_eq!(linked.expect("linked"), account);
    let found = async || {
        let found = world.directory.account_for_identity(&link.identity).await;
        found.expect("an answer").map(|linked| linked.id)
    };
    assert_eq!(found().await, Some(account));
    let own = world
        .theirs
        .sql("SELECT name FROM accounts_server.accounts");
    assert_eq!(own, "Acme");

    // The account goes, the link stays behind and leads nowhere.
    world
        .theirs
        .sql(&format!("DELETE FROM accounts WHERE id = '{account}'"));
    assert_eq!(found().await, None);
    let links = world.directory.links(account, 9).await.expect("an answer");
    assert_eq!(links.total, 1);
    let unlinked = world.directory.unlink(&link.identity).await;
    assert!(unlinked.expect("an answer"));
}

#[tokio::test]
async fn link_to_unknown_account() {
    let world = World::of(Role::Policy).await;
    let refused = world.directory.link(&link(AccountId::random())).await;
    assert!(matches!(refused, Err(DirectoryError::NoSuchAccount(_))));
}

#[tokio::test]
async fn customer_of_their_account() {
    let world = World::of(Role::Policy).await;
    let (account, _) = world.account_with_key();
    let [found, linked]: [CustomerId; 2] =
        ["cus_found", "cus_linked"].map(|id| id.parse().expect("an id"));
    let customer = async || {
        let customer = world.directory.customer(account).await;
        customer.expect("an answer").map(|link| link.customer)
    };
    let remembered = world.directory.remember_customer(account, &found, None);
    assert!(remembered.await.expect("an answer"));
    assert_eq!(customer().await, Some(found.clone()));
    let forgotten = world.directory.forget_customer(account, &found).await;
    forgotten.expect("forgotten");
    assert_eq!(customer().await, None);
    let by_hand = world.directory.link_customer(account, &linked).await;
    by_hand.expect("linked");
    assert_eq!(customer().await, Some(linked));
    let unlinked = world.directory.unlink_customer(account).await;
    assert!(unlinked.expect("an answer"));

    let unknown = AccountId::random();
    for refused in [
        world.directory.link_customer(unknown, &found).await,
        world
            .directory
            .remember_customer(unknown, &found, None)
            .await
            .map(drop),
    ] {
        assert!(matches!(refused, Err(DirectoryError::NoSuchAccount(_))));
    }
}
