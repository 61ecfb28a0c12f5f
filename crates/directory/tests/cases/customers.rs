use accounts::{AccountId, CustomerId, Customers, DirectoryError};
use directory::Database;

use super::directory::added_account;

fn customer(text: &str) -> CustomerId {
    text.parse().expect("a customer id")
}

pub(crate) async fn remember_customer_then_find(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    let found = database.customer(ann.id).await;
    assert_eq!(found.expect("an answer"), None);
    for text in ["cus_1", "cus_2", "cus_2"] {
        let remembered = database.remember_customer(ann.id, &customer(text)).await;
        remembered.expect("kept");
        let found = database.customer(ann.id).await;
        assert_eq!(found.expect("an answer"), Some(customer(text)));
    }
    let found = database.customer(bob.id).await;
    assert_eq!(found.expect("an answer"), None);
}

pub(crate) async fn remember_customer_of_unknown_account(database: &Database) {
    let nobody = AccountId::random();
    let answer = database.remember_customer(nobody, &customer("cus_1")).await;
    assert!(
        matches!(answer, Err(DirectoryError::NoSuchAccount(id)) if id == nobody),
        "{answer:?}"
    );
}

pub(crate) async fn forget_customer_unless_replaced(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let remembered = database.remember_customer(ann.id, &customer("cus_2")).await;
    remembered.expect("kept");
    let forgotten = database.forget_customer(ann.id, &customer("cus_1")).await;
    forgotten.expect("an answer");
    let found = database.customer(ann.id).await;
    assert_eq!(found.expect("an answer"), Some(customer("cus_2")));
    for _ in 0..2 {
        let forgotten = database.forget_customer(ann.id, &customer("cus_2")).await;
        forgotten.expect("an answer");
        let found = database.customer(ann.id).await;
        assert_eq!(found.expect("an answer"), None);
    }
}

pub(crate) async fn customer_unreadable_is_an_error(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let remembered = database.remember_customer(ann.id, &customer("cus_1")).await;
    remembered.expect("kept");
    sqlx::query("UPDATE account_customers SET customer = 'not one'")
        .execute(database.pool())
        .await
        .expect("updated");
    let answer = database.customer(ann.id).await;
    assert!(
        matches!(answer, Err(DirectoryError::Unavailable(_))),
        "{answer:?}"
    );
}
