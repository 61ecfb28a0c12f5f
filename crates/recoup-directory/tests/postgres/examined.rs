use accounts::{ApiKey, KeyHasher};
use recoup_directory::{KeyFit, RecoupExamination, RecoupUse, RowState, Shortfall};
use test_postgres::{PASSWORD, Pooler, Prepared, RecoupDatabase, Role, Server};

use crate::world::options;

async fn examine(url: &str) -> RecoupExamination {
    let examined = RecoupExamination::of(url, options(), RecoupUse::default(), None).await;
    examined.expect("it can be looked at")
}

#[tokio::test]
async fn nothing_lacks_but_the_index() {
    let theirs = RecoupDatabase::on(Server::shared());
    let url = theirs.url(Role::Policy);
    let examined = examine(&url).await;
    let text = format!("{examined:?}");
    assert!(!text.contains(PASSWORD), "{text}");
    assert!(examined.name.contains(theirs.name()), "{text}");
    assert!(!examined.is_pooled_by_transaction && examined.key.is_none());
    let ahead = examined.clock_ahead.expect("a clock");
    assert!(ahead.abs().as_secs() < 5, "it is the same: {ahead}");
    let [lacking] = &examined.shortfalls[..] else {
        panic!("{text}");
    };
    // The statement is all that it takes.
    let said = lacking.to_string();
    let (_, statement) = said.split_once("run: ").expect("a statement");
    theirs.sql(statement);
    assert_eq!(examine(&url).await.shortfalls, []);
    let plan = theirs.sql("EXPLAIN SELECT 1 FROM account_api_keys WHERE key_hash IN ('a', 'b')");
    assert!(plan.contains("account_api_keys_key_hash_idx"), "{plan}");
}

#[tokio::test]
async fn indexes_of_each_kind() {
    let theirs = RecoupDatabase::on(Server::shared());
    let url = theirs.url(Role::Policy);
    for (index, helps) in [
        ("USING hash (key_hash)", true),
        ("(key_hash, account)", true),
        ("(key_hash) WHERE key_hash IS NOT NULL", true),
        ("(account, key_hash)", false),
        ("(key_hash) WHERE account IS NULL", false),
        ("(lower(key_hash))", false),
    ] {
        theirs.sql(&format!("CREATE INDEX odd ON account_api_keys {index}"));
        let expected = match helps {
            true => vec![],
            false => vec![Shortfall::NoIndex],
        };
        assert_eq!(examine(&url).await.shortfalls, expected, "{index}");
        theirs.sql("DROP INDEX odd");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transaction_pooler_is_noticed() {
    let theirs = RecoupDatabase::on(Server::shared());
    for prepared in Prepared::choices() {
        let pooler = Pooler::for_users(Server::shared(), prepared, &theirs.users());
        let url = theirs.url_of(&pooler.url(theirs.name()), Role::Policy);
        let examined = examine(&url).await;
        assert!(examined.is_pooled_by_transaction, "{prepared:?}");
    }
}

#[tokio::test]
async fn key_of_each_kind() {
    let theirs = RecoupDatabase::on(Server::shared());
    let url = theirs.url(Role::Policy);
    let account = theirs.account("Acme");
    let hasher = KeyHasher::new("current".into()).with_previous("previous".into());
    let hash = |secret: &str, key: &ApiKey| KeyHasher::new(secret.into()).hash(key).to_string();
    let keys = [(); 6].map(|()| ApiKey::generate().expect("randomness"));
    theirs.key(&account, &hash("current", &keys[0]), "NULL");
    theirs.key(&account, &hash("previous", &keys[1]), "NULL");
    theirs.key(&account, &hash("other", &keys[2]), "NULL");
    theirs.key(&account, &hash("current", &keys[3]), "now()");
    let id = theirs.key(&account, &hash("previous", &keys[4]), "NULL");
    theirs.sql(&format!(
        "UPDATE account_api_keys SET account = NULL WHERE id = '{id}'"
    ));
    for (key, fit) in keys.iter().zip([
        KeyFit::Current(RowState::Good),
        KeyFit::Previous(RowState::Good),
        KeyFit::Unknown,
        KeyFit::Current(RowState::Expired),
        KeyFit::Previous(RowState::WithoutAccount),
        KeyFit::Unknown,
    ]) {
        let hashes = Some(hasher.hashes(key));
        let examined = RecoupExamination::of(&url, options(), RecoupUse::default(), hashes).await;
        assert_eq!(examined.expect("looked at").key, Some(fit));
    }
    // It is not looked for where nothing can be seen.
    let url = theirs.url(Role::Select);
    let hashes = Some(hasher.hashes(&keys[0]));
    let hidden = RecoupExamination::of(&url, options(), RecoupUse::default(), hashes);
    let hidden = hidden.await.expect("looked at");
    assert_eq!(hidden.key, None);
    assert_eq!(hidden.shortfalls.len(), 3, "{hidden:?}");
}
