use std::path::Path;

use sqlx::migrate::Migrator;

use super::*;

/// As sqlx's own migrator reads the folder: databases keep the checksums.
#[tokio::test]
async fn migrations_are_the_files_of_the_folder() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    let resolved = Migrator::new(folder).await.expect("readable");
    let described = |migration: &Migration| {
        let Migration {
            version,
            description,
            checksum,
            no_tx,
            ..
        } = migration.clone();
        (version, description, checksum, no_tx)
    };
    let expected: Vec<_> = resolved.iter().map(described).collect();
    let found: Vec<_> = MIGRATIONS.iter().map(described).collect();
    assert_eq!(found, expected);
}

/// A program that knows nothing of a migration works on after it: nothing is dropped, renamed or required.
#[test]
fn migrations_only_add() {
    for migration in MIGRATIONS.iter() {
        let sql = migration.sql.as_str();
        let lines = sql.lines().filter(|line| !line.starts_with("--"));
        let text = lines.collect::<Vec<_>>().join(" ").to_uppercase();
        let statements = text.split(';').map(str::trim);
        for statement in statements.filter(|statement| !statement.is_empty()) {
            assert!(adds(statement), "{}: {statement}", migration.version);
        }
    }
    for statement in [
        "DROP TABLE ACCOUNTS",
        "ALTER TABLE ACCOUNTS DROP COLUMN NAME",
        "ALTER TABLE ACCOUNTS RENAME TO CUSTOMERS",
        "ALTER TABLE ACCOUNTS ADD COLUMN EMAIL TEXT NOT NULL",
        "CREATE UNIQUE INDEX NAMES ON ACCOUNTS (NAME)",
        "UPDATE ACCOUNTS SET NAME = ''",
    ] {
        assert!(!adds(statement), "{statement}");
    }
}

fn adds(statement: &str) -> bool {
    let required = statement.contains("NOT NULL") && !statement.contains("DEFAULT");
    statement.starts_with("CREATE TABLE ")
        || statement.starts_with("CREATE INDEX ")
        || statement.starts_with("ALTER TABLE ") && statement.contains(" ADD COLUMN ") && !required
}
