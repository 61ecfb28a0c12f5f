//! A database that a later version of the program has migrated: this one works on it, as an older one does while versions change.

use accounts_tests::{Installation, Service};
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use test_postgres::Server;

/// What a later version may add: a migration, a table, columns, an index; types that this program never had.
const ADDED: [&str; 7] = [
    "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, {bytes}, 0)",
    "CREATE TABLE of_the_future (id TEXT PRIMARY KEY, account TEXT REFERENCES accounts (id), at TIMESTAMP, what {json})",
    "ALTER TABLE account_api_keys ADD COLUMN scopes {json}",
    "ALTER TABLE account_api_keys ADD COLUMN made_by TEXT NOT NULL DEFAULT 'somebody'",
    "ALTER TABLE accounts ADD COLUMN closed_at TIMESTAMP",
    "ALTER TABLE sandbox_portal_sessions ADD COLUMN locale TEXT",
    "CREATE INDEX of_the_future_by_account ON of_the_future (account)",
];

async fn add(installation: &Installation) {
    let url = installation.database_url();
    let [bytes, json] = match url.starts_with("postgres") {
        true => ["'\\x00'", "JSONB"],
        false => ["x'00'", "TEXT"],
    };
    let added = ADDED.map(|sql| sql.replace("{bytes}", bytes).replace("{json}", json));
    if let Some((_, database)) = url
        .strip_prefix("postgres")
        .and_then(|url| url.rsplit_once('/'))
    {
        Server::shared().sql(database, &added.join("; "));
        return;
    }
    let mut database = SqliteConnection::connect(&url).await.expect("connected");
    for sql in added {
        let added = database.execute(sqlx::AssertSqlSafe(sql.clone())).await;
        added.expect(&sql);
    }
    database.close().await.expect("closed");
}

/// Everything that people and callers do.
async fn use_all(service: &Service) {
    let installation = service.installation();
    let account = service.account("Acme");
    let key = service.key_of(&account);
    service.client().good(&key).send().await.portal();
    let who = ["--issuer", "a", "--subject", &account];
    let link = [&["identities", "link", "--account", &account], &who[..]].concat();
    let unlink = [&["identities", "unlink"], &who[..]].concat();
    for command in [
        &["migrate"][..],
        &["accounts", "list"],
        &["accounts", "subscribe", &account],
        &link,
        &["identities", "list", "--account", &account],
        &unlink,
        &["billing", "link", &account, "cus_1"],
        &["billing", "show", &account],
        &["billing", "unlink", &account],
        &["accounts", "disable", &account],
        &["accounts", "enable", &account],
        &["audit", "list", "--account", &account],
        &["audit", "prune", "--older-than", "365", "--yes"],
        &["sandbox", "seed", "--scenario", "past-due"],
        &["keys", "finish-roll", "--yes"],
        &["doctor"],
    ] {
        let ran = installation.run(command);
        assert_eq!(ran.code, 0, "{command:?}: {}{}", ran.stdout, ran.stderr);
    }
    service.client().good(&key).send().await.portal();
    let listed = installation.line(&["keys", "list", "--account", &account]);
    let id = listed.split_whitespace().next().expect("an id");
    assert_eq!(installation.run(&["keys", "revoke", id]).code, 0);
    let doctor = installation.run(&["doctor"]);
    assert!(
        doctor.stdout.contains("(migration 9999)"),
        "{}",
        doctor.stdout
    );
}

#[tokio::test]
async fn older_program_works_on_a_newer_schema() {
    // The schema changes under a running server, with its prepared statements.
    let service = Installation::new().serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    add(service.installation()).await;
    service.client().good(&key).send().await.portal();
    use_all(&service).await;
    // And one that starts later.
    let (ran, installation) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let service = installation.serve();
    service.client().good(&key).send().await.portal();
    use_all(&service).await;
    assert_eq!(
        service.client().ask("GET", "/readyz").send().await.status,
        200
    );
}

/// Nothing is set up by a command that was sent to the wrong database.
#[tokio::test]
async fn command_on_a_database_of_nobody() {
    let Some(url) = test_postgres::database_if_asked_for() else {
        return;
    };
    let installation = Installation::new().with("ACCOUNTS_DATABASE_URL", &url);
    for command in [
        &["accounts", "list"][..],
        &["accounts", "create", "--name", "x"],
    ] {
        let ran = installation.run(command);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        for part in [
            "PostgreSQL database `",
            "no tables of accounts-server",
            "accounts-server migrate",
        ] {
            assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
        }
    }
    assert!(
        installation
            .line(&["migrate"])
            .ends_with("migrations were run")
    );
    assert_eq!(installation.run(&["accounts", "list"]).code, 0);
    assert!(!installation.run(&["migrate"]).stdout.contains("canary"));
}
