use std::time::{Duration, Instant};

use accounts::{
    AccountId, Directory as _, DirectoryError, EmailAccounts as _, EmailAddress, KeyHashes, KeyId,
    KeyUse, LastUse, NewKey, SecretHash,
};
use accounts::{ApiKey, KeyHasher};
use directory::{AuditFilter, Database};
use jiff::Timestamp;
use recoup_directory::{RecoupDirectory, RecoupUse};
use sqlx::{Connection as _, Executor as _, PgConnection};
use test_postgres::{Pooler, Prepared, RecoupDatabase, Role, Server};
use tokio::task::JoinSet;

use crate::world::{new_hash, open_for, options};

const ALL: RecoupUse = RecoupUse {
    emails: true,
    last_used: true,
    keys: true,
    create_accounts: true,
};

/// Lets a user do all of it.
fn allow(theirs: &RecoupDatabase<'_>, role: Role) {
    let user = theirs.user(role);
    theirs.sql(&format!(
        "GRANT UPDATE (last_used), INSERT, DELETE ON account_api_keys TO {user};
         GRANT INSERT ON accounts, account_emails TO {user};
         CREATE POLICY u ON account_api_keys FOR UPDATE TO {user} USING (true);
         CREATE POLICY i ON account_api_keys FOR INSERT TO {user} WITH CHECK (true);
         CREATE POLICY d ON account_api_keys FOR DELETE TO {user} USING (true);
         CREATE POLICY i ON accounts FOR INSERT TO {user} WITH CHECK (true);
         CREATE POLICY i ON account_emails FOR INSERT TO {user} WITH CHECK (true)"
    ));
}

async fn opened(theirs: &RecoupDatabase<'_>) -> RecoupDirectory {
    allow(theirs, Role::Policy);
    let opened = open_for(theirs, &theirs.url(Role::Policy), ALL).await;
    opened.expect("opened").0
}

/// Actions and accounts of the audit log, in our own tables.
async fn audited(theirs: &RecoupDatabase<'_>) -> Vec<(String, Option<String>)> {
    let own = Database::open(&theirs.administrator_url(), options()).await;
    let own = own.expect("opened");
    let page = own.audit_entries(AuditFilter::default(), 100).await;
    let rows = page.expect("an answer").rows.into_iter();
    rows.map(|entry| (entry.action, entry.account)).collect()
}

fn used(id: KeyId, at: &str, before: Option<&str>) -> KeyUse {
    let key = ApiKey::generate().expect("randomness");
    KeyUse {
        id,
        hashes: KeyHasher::new("a secret".into()).hashes(&key),
        keep_hash: false,
        last_use: Some(LastUse {
            at: at.parse().expect("a time"),
            before: before.map(str::to_owned),
        }),
    }
}

/// In UTC, whatever the time zone of the sessions is.
#[tokio::test]
async fn time_of_use() {
    let theirs = RecoupDatabase::on(Server::shared());
    let user = theirs.user(Role::Policy);
    theirs.sql(&format!(
        "ALTER ROLE {user} SET timezone = 'America/New_York'"
    ));
    let directory = opened(&theirs).await;
    let account = theirs.account("Acme");
    let hash = new_hash();
    let id = theirs.key(&account, &hash.to_string(), "NULL");
    let other = theirs.key(&account, &new_hash().to_string(), "NULL");
    let stored = |id: &str| {
        theirs.sql(&format!(
            "SELECT last_used FROM account_api_keys WHERE id = '{id}'"
        ))
    };
    let key: KeyId = id.parse().expect("an id");
    let note = async |use_: KeyUse| directory.note_key_use(&use_).await.expect("noted");

    note(used(key, "2026-09-01T10:00:00.25Z", None)).await;
    assert_eq!(
        (stored(&id), stored(&other)),
        ("2026-09-01 10:00:00.25".to_owned(), String::new())
    );
    let read = directory.key_by_hash(hash, None).await.expect("an answer");
    let read = read.expect("a key").last_used.expect("a time");
    assert_eq!(read, "2026-09-01T10:00:00.250000Z");
    // Another server has noted a use meanwhile.
    note(used(key, "2026-09-01T10:06:00Z", None)).await;
    assert_eq!(stored(&id), "2026-09-01 10:00:00.25");
    note(used(key, "2026-09-01T10:06:00Z", Some(&read))).await;
    assert_eq!(stored(&id), "2026-09-01 10:06:00");
    // A key that is gone stays gone.
    note(used(KeyId::random(), "2026-09-01T10:06:00Z", None)).await;
    assert_eq!(audited(&theirs).await, [], "no operator did it");
}

#[tokio::test]
async fn key_created_and_revoked() {
    let theirs = RecoupDatabase::on(Server::shared());
    let directory = opened(&theirs).await;
    let account: AccountId = theirs.account("Acme").parse().expect("an id");
    let key = ApiKey::generate().expect("randomness");
    let hasher = KeyHasher::new("current".into()).with_previous("previous".into());
    let KeyHashes { current, previous } = hasher.hashes(&key);
    let SecretHash { hash, under } = previous.expect("a previous secret");
    let end: Timestamp = "2099-01-01T10:00:00.5Z".parse().expect("a time");
    let new = NewKey {
        id: KeyId::random(),
        account,
        name: "ci 'ü' $1".to_owned(),
        hash,
        hashed_under: Some(under),
        rolled: Some(current),
        hint: Some(key.hint()),
        created_at: Timestamp::now(),
        expires_at: Some(end),
    };
    directory.add_key(&new).await.expect("stored");
    // Their one hash is the one that the published service looks for.
    let found = directory.key_by_hash(current.hash, None).await;
    let found = found.expect("an answer").expect("a key");
    assert_eq!(
        (found.id, found.account, &found.name),
        (new.id, account, &new.name)
    );
    assert_eq!(found.expiry, accounts::Expiry::At(end));
    assert!(
        directory
            .key_by_hash(hash, None)
            .await
            .expect("an answer")
            .is_none()
    );

    assert!(directory.revoke_key(new.id).await.expect("an answer"));
    assert!(!directory.revoke_key(new.id).await.expect("an answer"));
    assert!(
        directory
            .key_by_hash(current.hash, None)
            .await
            .expect("an answer")
            .is_none()
    );
    let account = Some(account.to_string());
    let expected = ["key.create", "key.revoke"].map(|action| (action.to_owned(), account.clone()));
    assert_eq!(audited(&theirs).await, expected);
}

/// What fails leaves neither a row nor an entry.
#[tokio::test]
async fn key_that_cannot_be_created() {
    let theirs = RecoupDatabase::on(Server::shared());
    let directory = opened(&theirs).await;
    let account: AccountId = theirs.account("Acme").parse().expect("an id");
    let new = |id, account| NewKey {
        id,
        account,
        name: "ci".to_owned(),
        hash: new_hash(),
        hashed_under: None,
        rolled: None,
        hint: None,
        created_at: Timestamp::now(),
        expires_at: None,
    };
    let unknown = directory
        .add_key(&new(KeyId::random(), AccountId::random()))
        .await;
    assert!(
        matches!(unknown, Err(DirectoryError::NoSuchAccount(_))),
        "{unknown:?}"
    );
    let id: KeyId = theirs
        .key(&account.to_string(), "a hash", "NULL")
        .parse()
        .expect("an id");
    let twice = directory.add_key(&new(id, account)).await;
    assert!(matches!(twice, Err(DirectoryError::KeyExists)), "{twice:?}");
    assert_eq!(audited(&theirs).await, []);

    // A row without an account can be deleted, too.
    theirs.sql(&format!(
        "UPDATE account_api_keys SET account = NULL WHERE id = '{id}'"
    ));
    assert!(directory.revoke_key(id).await.expect("an answer"));
    assert_eq!(audited(&theirs).await, [("key.revoke".to_owned(), None)]);
}

/// A key that still works is not called unknown.
#[tokio::test]
async fn key_that_cannot_be_deleted() {
    let theirs = RecoupDatabase::on(Server::shared());
    let directory = opened(&theirs).await;
    let account = theirs.account("Acme");
    let hash = new_hash();
    let id = theirs.key(&account, &hash.to_string(), "NULL");
    let id: KeyId = id.parse().expect("an id");
    theirs.sql("ALTER POLICY d ON account_api_keys USING (name = 'another')");
    let refused = directory.revoke_key(id).await;
    let Err(DirectoryError::Unavailable(cause)) = refused else {
        panic!("{refused:?}");
    };
    assert!(cause.to_string().contains("still works"), "{cause}");
    let found = directory.key_by_hash(hash, None).await;
    assert!(found.expect("an answer").is_some());
    assert_eq!(audited(&theirs).await, []);

    theirs.sql("ALTER POLICY d ON account_api_keys USING (true)");
    assert!(directory.revoke_key(id).await.expect("an answer"));
}

#[tokio::test]
async fn account_of_a_new_address() {
    let theirs = RecoupDatabase::on(Server::shared());
    let directory = opened(&theirs).await;
    theirs
        .sql("INSERT INTO account_emails (account_id, email) VALUES (NULL, 'nobody@example.com')");
    let before = theirs.sql("SELECT count(*) FROM accounts");
    let find = async |email: &str| {
        let email = EmailAddress::of(email).expect("an address");
        directory
            .account_for_email(&email)
            .await
            .expect("an answer")
    };
    assert_eq!(
        find("nobody@example.com").await,
        None,
        "the address is nobody's, and stays so"
    );
    assert_eq!(theirs.sql("SELECT count(*) FROM accounts"), before);
    assert_eq!(audited(&theirs).await, []);

    let created = find("Ann@Example.com").await.expect("an account");
    assert_eq!(find("Ann@Example.com").await, Some(created));
    let row = theirs.sql(&format!(
        "SELECT email, name IS NULL, abs(extract(epoch FROM now()) * 1000 - timestamp) < 60000, \
         abs(extract(epoch FROM now() - updated_at)) < 60 \
         FROM account_emails JOIN accounts ON accounts.id = account_id WHERE account_id = '{created}'"
    ));
    assert_eq!(row, "Ann@Example.com|t|t|t");
    let entry = ("account.create".to_owned(), Some(created.to_string()));
    assert_eq!(audited(&theirs).await, [entry]);
}

/// A client that leaves in the middle takes nothing with it: the account is there, and so is its entry.
#[tokio::test]
async fn account_whose_user_leaves() {
    let theirs = RecoupDatabase::on(Server::shared());
    let directory = opened(&theirs).await;
    let mut other = PgConnection::connect(&theirs.administrator_url())
        .await
        .expect("a connection");
    let lock = "BEGIN; LOCK TABLE account_emails IN SHARE MODE";
    other.execute(lock).await.expect("locked");
    let creating = tokio::spawn(async move {
        let email = EmailAddress::of("ann@example.com").expect("an address");
        directory.account_for_email(&email).await
    });
    let waiting = format!(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '{}'",
        theirs.name()
    );
    while theirs.sql(&waiting) != "1" {
        assert!(!creating.is_finished(), "it waits");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    creating.abort();
    assert!(creating.await.is_err_and(|error| error.is_cancelled()));
    other.execute("COMMIT").await.expect("unlocked");
    let begin = Instant::now();
    while audited(&theirs).await.is_empty() {
        assert!(begin.elapsed() < Duration::from_secs(10), "no entry");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let rows = theirs.sql("SELECT count(*) FROM account_emails JOIN accounts ON account_id = accounts.id WHERE email = 'ann@example.com'");
    assert_eq!(rows, "1");
}

/// Several servers, behind a pooler in transaction mode: each address gets one account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_account_however_many_create_it() {
    let theirs = RecoupDatabase::on(Server::shared());
    allow(&theirs, Role::Policy);
    let pooler = Pooler::for_users(Server::shared(), Prepared::Untracked, &theirs.users());
    let pooled = theirs.url_of(&pooler.url(theirs.name()), Role::Policy);
    let mut servers = Vec::new();
    for url in [&pooled, &theirs.url(Role::Policy), &pooled] {
        servers.push(open_for(&theirs, url, ALL).await.expect("opened").0);
    }
    for round in 0..5 {
        let email = EmailAddress::of(&format!("ann{round}@example.com")).expect("an address");
        let mut creating = JoinSet::new();
        for server in servers.iter().cycle().take(12) {
            let (server, email) = (server.clone(), email.clone());
            creating.spawn(async move { server.account_for_email(&email).await });
        }
        let found = creating.join_all().await.into_iter();
        let mut found: Vec<_> = found
            .map(|id| id.expect("an answer").expect("an account"))
            .collect();
        found.dedup();
        assert_eq!(found.len(), 1, "{found:?}");
    }
    let rows = theirs.sql("SELECT count(*) FROM accounts WHERE name IS NULL");
    let addresses = theirs.sql("SELECT count(*) FROM account_emails WHERE email LIKE 'ann%'");
    assert_eq!((&*rows, &*addresses), ("5", "5"));
    assert_eq!(audited(&theirs).await.len(), 5);
}
