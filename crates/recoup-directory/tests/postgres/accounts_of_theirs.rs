use accounts::{AccountId, Directory as _, DirectoryError};
use test_postgres::Role;

use crate::world::World;

#[tokio::test]
async fn account_by_id() {
    let world = World::of(Role::Policy).await;
    let id = world.theirs.account("Acme");
    world
        .theirs
        .sql("INSERT INTO accounts VALUES ('ABCDEFAB-0000-4000-8000-000000000001', NULL, NULL)");
    let found = async |id: &str| {
        let id: AccountId = id.parse().expect("an id");
        let account = world.directory.account(id).await.expect("an answer");
        account.map(|account| (account.id.to_string(), account.name, account.created_at))
    };
    let created = "2025-06-15T15:06:40Z".to_owned();
    assert_eq!(found(&id).await, Some((id, "Acme".to_owned(), created)));
    let nameless = "abcdefab-0000-4000-8000-000000000001".to_owned();
    let without = (nameless.clone(), String::new(), "unknown".to_owned());
    assert_eq!(found(&nameless).await, Some(without));
    assert_eq!(found(&AccountId::random().to_string()).await, None);
    assert!(world.directory.has_accounts().await.expect("an answer"));
}

#[tokio::test]
async fn accounts_page_by_page() {
    let world = World::of(Role::Policy).await;
    world
        .theirs
        .sql("INSERT INTO accounts VALUES (gen_random_uuid(), 'First', NULL)");
    let (mut after, mut names) = (None, Vec::new());
    loop {
        let page = world.directory.accounts(after, 3000).await;
        let page = page.expect("an answer");
        names.extend(page.rows.iter().map(|account| account.name.clone()));
        after = page.rows.last().map(|account| account.id);
        if !page.more {
            break;
        }
    }
    assert_eq!(names.len(), 10_001);
    let ends = [0, 1, 10_000].map(|index: usize| names[index].as_str());
    assert_eq!(ends, ["First", "Account 1", "Account 10000"]);

    let unknown = world.directory.accounts(Some(AccountId::random()), 9).await;
    assert!(matches!(unknown, Err(DirectoryError::NoSuchAccount(_))));
}
