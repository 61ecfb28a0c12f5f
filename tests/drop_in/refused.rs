use std::time::{Duration, Instant};

use test_postgres::{PASSWORD, RecoupDatabase, Role, Server};

use crate::world::{content, installation, on};

/// Each key would be a 401 without any error: it does not start, and says what helps.
#[test]
fn hidden_rows_refuse_to_start() {
    let theirs = RecoupDatabase::on(Server::shared());
    let before = content(&theirs);
    let installation = installation(&theirs, Role::Select);
    let start = Instant::now();
    for line in [&["serve"][..], &["accounts", "list"]] {
        if line != ["serve"] {
            let ran = installation.run(&["migrate"]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        let ran = installation.run(line);
        assert_eq!(ran.code, 1, "{line:?}: {ran:#?}");
        let user = theirs.user(Role::Select);
        for part in [
            "ACCOUNTS_DIRECTORY_URL: PostgreSQL database",
            "row-level security hides every row of public.account_api_keys",
            &format!("ON public.account_api_keys FOR SELECT TO {user} USING (true);"),
        ] {
            assert!(ran.stderr.contains(part), "{part}: {ran:#?}");
        }
        assert!(!ran.stderr.contains(PASSWORD), "{ran:#?}");
        assert!(!ran.stdout.contains("Listening"), "{ran:#?}");
    }
    assert!(start.elapsed() < Duration::from_secs(45), "nothing waits");
    assert_eq!(content(&theirs), before);
}

#[test]
fn missing_rights_refuse_to_start() {
    let theirs = RecoupDatabase::on(Server::shared());
    let own = Server::shared().database();
    let ran = on(&theirs.url(Role::NoRights), &own).run(&["serve"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let statement = format!(
        "GRANT SELECT ON public.account_api_keys TO {};",
        theirs.user(Role::NoRights)
    );
    assert!(ran.stderr.contains(&statement), "{ran:#?}");
}

/// A URL that leads to our own tables, or anywhere else, is noticed at the start.
#[test]
fn other_database_refuses_to_start() {
    let own = Server::shared().database();
    let ran = on(&own, &own).run(&["serve"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert!(
        ran.stderr
            .contains("there is no table public.account_api_keys"),
        "{ran:#?}"
    );
}
