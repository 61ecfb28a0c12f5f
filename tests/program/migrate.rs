//! Who makes and changes the database: the server and `migrate`, nobody else.

use accounts_tests::Installation;
use sqlx::{Connection as _, Executor as _};

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";
const HASH: &str = "7bacceb8ac363e459d3660583dc86d212f74dfd21da6521b3303f4f74fa5b1aa";

/// Every command that works on the database.
const COMMANDS: &[&[&str]] = &[
    &["accounts", "create", "--name", "x"],
    &["accounts", "subscribe", ID],
    &["accounts", "list"],
    &["keys", "create", "--account", ID, "--name", "x"],
    &[
        "keys",
        "import",
        "--account",
        ID,
        "--name",
        "x",
        "--hash",
        HASH,
    ],
    &["keys", "list", "--account", ID],
    &["keys", "revoke", ID],
    &["keys", "finish-roll"],
    &["keys", "finish-roll", "--yes"],
    &[
        "identities",
        "link",
        "--issuer",
        "a",
        "--subject",
        "b",
        "--account",
        ID,
    ],
    &["identities", "unlink", "--issuer", "a", "--subject", "b"],
    &["identities", "list", "--account", ID],
    &["billing", "link", ID, "cus_1"],
    &["billing", "show", ID],
    &["billing", "unlink", ID],
    &["sandbox", "seed", "--scenario", "active"],
    &["import", "-"],
    &["export", "-"],
    &["export", "all.ndjson"],
];

#[track_caller]
fn assert_refused(installation: &Installation, parts: &[&str]) {
    for command in COMMANDS {
        let ran = installation.run(command);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command:?}");
        for part in parts
            .iter()
            .chain(&["ACCOUNTS_DATABASE_URL", "accounts-server migrate"])
        {
            assert!(
                ran.stderr.contains(part),
                "{command:?}: {part}: {}",
                ran.stderr
            );
        }
    }
}

fn files(installation: &Installation) -> usize {
    installation.folder().read_dir().expect("a folder").count()
}

#[test]
fn commands_in_the_wrong_folder_make_nothing() {
    let installation = Installation::new().with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db");
    let path = installation.database().display().to_string();
    assert_refused(&installation, &[&path, "there is no such file"]);
    assert_eq!(files(&installation), 0);
}

#[tokio::test]
async fn commands_on_a_database_that_is_behind_leave_it() {
    let installation = Installation::bare();
    assert!(
        installation
            .line(&["migrate"])
            .ends_with("migrations were run")
    );
    assert!(installation.line(&["migrate"]).ends_with(": up to date"));
    let url = format!("sqlite:{}", installation.database().display());
    let database = sqlx::SqliteConnection::connect(&url).await;
    let mut database = database.expect("connected");
    // As it was before the last migration.
    for change in [
        "DROP INDEX account_api_keys_by_rolled_hash",
        "DROP INDEX accounts_by_creation",
        "DROP TABLE secret_fingerprints",
        "ALTER TABLE account_api_keys DROP COLUMN key_hash_secret",
        "ALTER TABLE account_api_keys DROP COLUMN rolled_hash",
        "ALTER TABLE account_api_keys DROP COLUMN rolled_hash_secret",
        "DELETE FROM _sqlx_migrations WHERE version = 6",
    ] {
        database.execute(change).await.expect(change);
    }
    database.close().await.expect("closed");
    let path = installation.database().display().to_string();
    assert_refused(
        &installation,
        &[&path, "lacks 1 of this program's migrations"],
    );
    let doctor = installation.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{}", doctor.stderr);
    assert!(
        doctor.stdout.contains("runs 1 migrations"),
        "{}",
        doctor.stdout
    );

    assert!(
        installation
            .line(&["migrate"])
            .ends_with(": 1 migration was run")
    );
    installation.line(&["accounts", "create", "--name", "Acme"]);
}

#[test]
fn migrate_makes_a_private_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let installation = Installation::bare();
    let said = installation.line(&["migrate"]);
    assert!(said.starts_with("sqlite:accounts.db: "), "{said}");
    let mode = installation
        .database()
        .metadata()
        .expect("a file")
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
    let elsewhere = installation.run(&["migrate", "--database-url", "sqlite:none/a.db"]);
    assert_eq!((elsewhere.code, elsewhere.stdout.as_str()), (1, ""));
    assert!(
        elsewhere.stderr.contains("create it first"),
        "{}",
        elsewhere.stderr
    );
}

/// An environment that a later version reads too.
#[tokio::test]
async fn unknown_variables_warn() {
    let unknown = "ACCOUNTS_LISTENN: this version has no such setting";
    let nearest = "did you mean ACCOUNTS_LISTEN?";
    let service = Installation::new()
        .with("ACCOUNTS_LISTENN", "canary")
        .with("ACCOUNTS_OF_THE_FUTURE", "canary")
        .serve();
    service.client().good(&service.key()).send().await.portal();
    for command in [&["config", "check"][..], &["accounts", "list"]] {
        let ran = service.installation().run(command);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        for part in [unknown, nearest, "ACCOUNTS_OF_THE_FUTURE"] {
            assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
        }
        assert!(!format!("{ran:?}").contains("canary"), "{ran:?}");
    }
    let doctor = service.installation().run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{}", doctor.stderr);
    assert!(doctor.stdout.contains(unknown), "{}", doctor.stdout);
    let (ran, installation) = service.stop();
    assert!(ran.stderr.contains(unknown), "{}", ran.stderr);

    // In the file they are errors as before, and what is wrong is said with what may be the cause.
    std::fs::write(
        installation.folder().join("a.toml"),
        "listenn = 'x'\nlog = 1\n",
    )
    .expect("a file");
    let ran = installation
        .with("ACCOUNTS_BILLING", "stripe")
        .with("ACCOUNTS_STRIPE_SECRETKEY", "sk_test_canary")
        .run(&["config", "check", "--config", "a.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    for part in [
        "listenn (a.toml:1): there is no such setting",
        "did you mean listen?",
        "a.toml:2",
        "ACCOUNTS_STRIPE_SECRET_KEY: ACCOUNTS_BILLING=stripe needs a secret key",
        "warning: ACCOUNTS_STRIPE_SECRETKEY",
        "did you mean ACCOUNTS_STRIPE_SECRET_KEY?",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
}
