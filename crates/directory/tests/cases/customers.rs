use accounts::{AccountId, CustomerId, CustomerLink, Customers, DirectoryError, LinkMaker};
use directory::Database;

use super::directory::added_account;

fn customer(text: &str) -> CustomerId {
    text.parse().expect("a customer id")
}

async fn linked(database: &Database, account: AccountId) -> Option<(String, LinkMaker)> {
    let link = database.customer(account).await.expect("an answer");
    link.map(|CustomerLink { customer, maker }| (customer.to_string(), maker))
}

fn automatic(text: &str) -> Option<(String, LinkMaker)> {
    Some((text.to_owned(), LinkMaker::Automatic))
}

fn manual(text: &str) -> Option<(String, LinkMaker)> {
    Some((text.to_owned(), LinkMaker::Manual))
}

pub(crate) async fn link_customer_then_find(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    assert_eq!(linked(database, ann.id).await, None);
    for text in ["cus_1", "cus_2", "cus_2"] {
        let kept = database.link_customer(ann.id, &customer(text)).await;
        kept.expect("kept");
        assert_eq!(linked(database, ann.id).await, manual(text));
    }
    assert_eq!(linked(database, bob.id).await, None);
    for there in [true, false] {
        let unlinked = database.unlink_customer(ann.id).await;
        assert_eq!(unlinked.expect("an answer"), there);
        assert_eq!(linked(database, ann.id).await, None);
    }
}

pub(crate) async fn customer_of_unknown_account(database: &Database) {
    let nobody = AccountId::random();
    let customer = customer("cus_1");
    let linked = database.link_customer(nobody, &customer).await;
    let remembered = database.remember_customer(nobody, &customer, None).await;
    for answer in [linked, remembered.map(drop)] {
        assert!(
            matches!(answer, Err(DirectoryError::NoSuchAccount(id)) if id == nobody),
            "{answer:?}"
        );
    }
}

/// What was found is stored while the link is the one that was known before the search, and not over a manual one.
pub(crate) async fn remember_customer_compares_and_sets(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let remember = async |text: &str, known: Option<&str>| {
        let (found, known) = (customer(text), known.map(customer));
        let remembered = database.remember_customer(ann.id, &found, known.as_ref());
        remembered.await.expect("an answer")
    };
    assert!(remember("cus_1", None).await);
    assert_eq!(linked(database, ann.id).await, automatic("cus_1"));
    assert!(
        !remember("cus_2", None).await,
        "another was found meanwhile"
    );
    assert!(!remember("cus_2", Some("cus_0")).await);
    assert_eq!(linked(database, ann.id).await, automatic("cus_1"));
    assert!(remember("cus_2", Some("cus_1")).await);
    assert_eq!(linked(database, ann.id).await, automatic("cus_2"));

    // While a search was running somebody linked the account manually.
    let kept = database.link_customer(ann.id, &customer("cus_2")).await;
    kept.expect("kept");
    for known in [None, Some("cus_1"), Some("cus_2")] {
        assert!(!remember("cus_3", known).await, "{known:?}");
    }
    assert_eq!(linked(database, ann.id).await, manual("cus_2"));
}

pub(crate) async fn forget_customer_that_was_found_only(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let forget = async |text: &str| {
        let forgotten = database.forget_customer(ann.id, &customer(text)).await;
        forgotten.expect("an answer");
        linked(database, ann.id).await
    };
    let remembered = database
        .remember_customer(ann.id, &customer("cus_2"), None)
        .await;
    assert!(remembered.expect("an answer"));
    assert_eq!(forget("cus_1").await, automatic("cus_2"));
    assert_eq!(forget("cus_2").await, None);
    assert_eq!(forget("cus_2").await, None);
    let kept = database.link_customer(ann.id, &customer("cus_2")).await;
    kept.expect("kept");
    assert_eq!(forget("cus_2").await, manual("cus_2"));
}

/// Nobody knows who made those: they may be manual, so they are not deleted, but what a search finds takes their place.
pub(crate) async fn link_from_before_makers_were_stored(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let kept = database.link_customer(ann.id, &customer("cus_1")).await;
    kept.expect("kept");
    sql::query("UPDATE account_customers SET made_by = NULL WHERE account = $1")
        .bind(ann.id.to_string())
        .execute(database.pool())
        .await
        .expect("updated");
    let unknown = Some(("cus_1".to_owned(), LinkMaker::Unknown));
    assert_eq!(linked(database, ann.id).await, unknown);
    let forgotten = database.forget_customer(ann.id, &customer("cus_1")).await;
    forgotten.expect("an answer");
    assert_eq!(linked(database, ann.id).await, unknown);
    let known = customer("cus_1");
    let remembered = database
        .remember_customer(ann.id, &customer("cus_2"), Some(&known))
        .await;
    assert!(remembered.expect("an answer"));
    assert_eq!(linked(database, ann.id).await, automatic("cus_2"));
}

pub(crate) async fn customer_unreadable_is_an_error(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    for update in [
        "UPDATE account_customers SET customer = 'not one'",
        "UPDATE account_customers SET made_by = 'nobody'",
    ] {
        let kept = database.link_customer(ann.id, &customer("cus_1")).await;
        kept.expect("kept");
        let updated = sql::query(update).execute(database.pool()).await;
        updated.expect("updated");
        let answer = database.customer(ann.id).await;
        assert!(
            matches!(answer, Err(DirectoryError::Unavailable(_))),
            "{answer:?}"
        );
    }
}
