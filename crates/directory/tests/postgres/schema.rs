use accounts::Directory as _;
use directory::{Database, DatabaseOptions, DatabaseState, Examination, OpenError};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Row as _};
use test_postgres::{PASSWORD, Pooler, Prepared, Server};

use crate::{ann, name_of};

const TABLES: &str = "SELECT string_agg(DISTINCT schemaname, ',') FROM pg_tables \
                      WHERE tablename IN ('accounts', 'account_api_keys', '_sqlx_migrations', 'audit_log')";

fn in_schema() -> DatabaseOptions {
    DatabaseOptions {
        // A busy machine opens connections slowly.
        acquire_timeout: DatabaseOptions::default().query_timeout,
        schema: Some("accounts_server".parse().expect("a name")),
        ..DatabaseOptions::default()
    }
}

/// The database of another service, with a table of a name that we have too.
fn database() -> String {
    let url = Server::shared().database();
    Server::shared().sql(
        name_of(&url),
        "CREATE TABLE accounts (id uuid PRIMARY KEY, name text); INSERT INTO accounts VALUES (gen_random_uuid(), 'Theirs')",
    );
    url
}

/// A user who owns nothing in a database.
fn stranger(url: &str, name: &str) -> String {
    let server = Server::shared();
    server.sql(
        name_of(url),
        &format!("CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'"),
    );
    url.replace("//postgres:", &format!("//{name}:"))
}

#[tokio::test]
async fn tables_beside_those_of_another_service() {
    let url = database();
    let opened = Database::open(&url, in_schema()).await.expect("opened");
    let account = ann();
    opened.add_account(&account).await.expect("stored");
    let (mine, theirs) = (
        "SELECT name FROM accounts_server.accounts",
        "SELECT name FROM public.accounts",
    );
    let sql = |sql| Server::shared().sql(name_of(&url), sql);
    assert_eq!((sql(mine), sql(theirs)), ("Ann".into(), "Theirs".into()));
    let page = opened.accounts(None, 10).await.expect("read");
    assert_eq!(page.rows.len(), 1, "not theirs: {page:?}");
    opened.close().await;

    let examined = Examination::of(&url, in_schema()).await.expect("examined");
    assert_eq!(examined.state, DatabaseState::PendingMigrations(0));
    let again = Database::open(&url, in_schema()).await.expect("opened");
    assert_eq!(again.migrations_run(), 0);
}

#[tokio::test]
async fn tables_through_a_transaction_pooler() {
    let url = database();
    let pooler = Pooler::in_front_of(Server::shared(), Prepared::Untracked);
    let pooled = pooler.url(name_of(&url));
    let opened = Database::open(&pooled, in_schema()).await.expect("opened");
    opened.add_account(&ann()).await.expect("stored");
    let snapshot = opened.snapshot().await.expect("begun").totals().await;
    assert_eq!(snapshot.expect("counted").0.accounts, 1);
    assert_eq!(
        Server::shared().sql(name_of(&url), "SELECT count(*) FROM public.accounts"),
        "1"
    );
    // The next client of the pooler has the search path that it came with.
    let client: PgConnectOptions = pooled.parse().expect("a URL");
    let client = client.extra_float_digits(None).connect().await;
    let mut client = client.expect("connected");
    let path = sqlx::raw_sql("SHOW search_path")
        .fetch_one(&mut client)
        .await;
    let path: String = path.expect("a row").get(0);
    assert_eq!(path, "\"$user\", public");
}

#[tokio::test]
async fn schema_that_the_user_may_not_create() {
    let url = database();
    let user = stranger(&url, "may_not_create");
    let error = Database::open(&user, in_schema())
        .await
        .expect_err("refused");
    let text = error.to_string();
    let help = "CREATE SCHEMA accounts_server AUTHORIZATION may_not_create";
    assert!(text.contains(help) && !text.contains(PASSWORD), "{text}");
    assert!(!OpenError::may_pass(&error), "waiting does not help");

    // The statement that it names is all that it takes.
    Server::shared().sql(name_of(&url), help);
    let opened = Database::open(&user, in_schema()).await.expect("opened");
    opened.add_account(&ann()).await.expect("stored");
    let tables = Server::shared().sql(name_of(&url), TABLES);
    assert_eq!(tables, "accounts_server,public");
}
