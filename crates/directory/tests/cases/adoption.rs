use accounts::{AccountId, CustomerId, Customers as _, Directory as _, DirectoryError};
use directory::{AuditFilter, Database};

pub(crate) async fn adopted_account_can_be_referred_to(database: &Database) {
    let id = AccountId::random();
    let customer: CustomerId = "cus_1".parse().expect("an id");
    let unknown = database.link_customer(id, &customer).await;
    assert!(matches!(unknown, Err(DirectoryError::NoSuchAccount(_))));

    for (name, kept) in [("", ""), ("Ann", "Ann"), ("", "Ann"), ("Ann B.", "Ann B.")] {
        database.adopt_account(id, name).await.expect("stored");
        let account = database.account(id).await.expect("an answer");
        assert_eq!(account.expect("it is there").name, kept);
    }
    database.link_customer(id, &customer).await.expect("linked");

    // It was created elsewhere: only the link is a change that somebody made here.
    let entries = database.audit_entries(AuditFilter::default(), 9).await;
    assert_eq!(entries.expect("read").rows.len(), 1);
}
