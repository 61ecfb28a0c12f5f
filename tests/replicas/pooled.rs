//! The same behind PgBouncer in transaction mode, which gives each transaction any of few connections to the server.

use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, PgConnection, Row as _};
use test_postgres::{Pooler, Prepared, Server, eventually};

use crate::cluster::Cluster;

/// Replicas that reach a database through a pooler.
struct Pooled {
    cluster: Cluster,
    pooler: Pooler,
    database: String,
}

impl Pooled {
    fn start(prepared: Prepared, settings: &[(&str, &str)]) -> Self {
        let server = Server::shared();
        let url = server.database();
        let database = url.rsplit('/').next().expect("a name").to_owned();
        let pooler = Pooler::in_front_of(server, prepared);
        let cluster = Cluster::start_at(&pooler.url(&database), 3, settings);
        Self {
            cluster,
            pooler,
            database,
        }
    }

    /// Nothing of ours is left in any connection of the pooler to the server.
    async fn assert_nothing_left(&self) {
        let mut clients = Vec::new();
        let mut servers = Vec::new();
        for _ in 0..Pooler::CONNECTIONS {
            let mut client = self.connect().await;
            // Each holds on to its connection of the server, until all of them are taken.
            let row = sqlx::raw_sql(
                "BEGIN; SELECT pg_backend_pid(), current_setting('statement_timeout'), current_setting('lock_timeout'), \
                 current_setting('idle_in_transaction_session_timeout'), \
                 (SELECT count(*) FROM pg_prepared_statements)::text, \
                 (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())::text",
            );
            let row = row.fetch_one(&mut client).await.expect("a row");
            for (column, what) in [
                (1, "statement_timeout"),
                (2, "lock_timeout"),
                (3, "idle_in_transaction_session_timeout"),
                (4, "prepared statements"),
                (5, "advisory locks"),
            ] {
                assert_eq!(row.get::<String, _>(column), "0", "{what}");
            }
            servers.push(row.get::<i32, _>(0));
            clients.push(client);
        }
        servers.sort_unstable();
        servers.dedup();
        assert_eq!(servers.len(), Pooler::CONNECTIONS, "each was looked at");
    }

    async fn connect(&self) -> PgConnection {
        let options: PgConnectOptions = self.pooler.url(&self.database).parse().expect("a URL");
        let options = options.extra_float_digits(None);
        options.connect().await.expect("connected")
    }
}

/// Started at once on an empty database, then used for everything that they do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_works_and_leaves_nothing() {
    for prepared in Prepared::choices() {
        let pooled = Pooled::start(prepared, &[]);
        let cluster = &pooled.cluster;
        let migrations = "SELECT count(*) = count(DISTINCT version) AND count(*) > 5 AND bool_and(success) FROM _sqlx_migrations";
        assert_eq!(cluster.sql(migrations), "t", "{prepared:?}");
        pooled.assert_nothing_left().await;

        let account = cluster.replicas[0].account("Zoë's \\ $1");
        let listed = cluster.commands().run(&["accounts", "list"]).stdout;
        assert!(listed.contains("Zoë's \\ $1"), "{listed}");
        let keys: Vec<_> = (0..4)
            .map(|_| cluster.replicas[0].key_of(&account))
            .collect();
        let mut calls = tokio::task::JoinSet::new();
        for key in keys.iter().cycle().take(40) {
            calls.spawn(cluster.client().good(key).send());
        }
        for answer in calls.join_all().await {
            let (_, url) = answer.portal();
            // Opened by one, entered on any.
            let link = &url[url.find("/manage/").expect("a path")..];
            let entered = cluster.client().ask("GET", link).send_to_page().await;
            assert_eq!(entered.status, 303, "{entered:?}");
        }

        let link = ["--issuer", "privy.io", "--subject", "did:privy:zoë"];
        let linked = [&["identities", "link", "--account", &account][..], &link].concat();
        assert_eq!(cluster.commands().run(&linked).code, 0);
        let found = cluster
            .commands()
            .run(&["identities", "list", "--account", &account]);
        assert!(found.stdout.contains("did:privy:zoë"), "{found:?}");

        let listed = cluster
            .commands()
            .run(&["keys", "list", "--account", &account]);
        let ids = listed
            .stdout
            .lines()
            .filter_map(|line| line.split_whitespace().next());
        for id in ids.filter(|id| id.len() == 36) {
            assert_eq!(cluster.commands().run(&["keys", "revoke", id]).code, 0);
        }
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        for key in &keys {
            let answer = cluster.client().good(key).send().await;
            answer.assert_error(401, "Unauthorized");
        }
        let examined = cluster.commands().run(&["doctor"]);
        assert!(examined.stdout.contains(&pooled.database), "{examined:?}");
        pooled.assert_nothing_left().await;
    }
}

/// The server gives up on a statement by itself, and the connection goes to others as if nothing had been.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_statement_is_cut_off() {
    for prepared in Prepared::choices() {
        let settings = [("ACCOUNTS_REQUEST_DEADLINE_MS", "3000")];
        let pooled = Pooled::start(prepared, &settings);
        let cluster = &pooled.cluster;
        let key = cluster.replicas[0].key();
        let direct = Server::shared().url(&pooled.database);
        let direct: PgConnectOptions = direct.parse().expect("a URL");
        let mut direct = direct.connect().await.expect("connected");
        let lock = sqlx::raw_sql("BEGIN; LOCK TABLE account_api_keys IN ACCESS EXCLUSIVE MODE");
        lock.execute(&mut direct).await.expect("locked");
        let start = Instant::now();
        let answer = cluster.client().good(&key).send().await;
        assert_eq!(answer.status, 503, "{answer:?}");
        assert!(
            start.elapsed() < Duration::from_secs(6),
            "{:?}",
            start.elapsed()
        );
        // Still locked: whoever waits was cut off by the server.
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
        eventually("nobody waits", || cluster.sql(waiting) == "0").await;
        sqlx::raw_sql("ROLLBACK")
            .execute(&mut direct)
            .await
            .expect("unlocked");
        for _ in 0..6 {
            cluster.client().good(&key).send().await.portal();
        }
        pooled.assert_nothing_left().await;
    }
}
