use recoup_directory::{RecoupOpenError, Shortfall};
use test_postgres::{PASSWORD, RecoupDatabase, Role, Server};

use crate::world::open;

/// What opening says, in the words of people.
async fn refused(theirs: &RecoupDatabase<'_>, role: Role) -> String {
    let error = open(theirs, &theirs.url(role)).await.expect_err("refused");
    assert!(matches!(error, RecoupOpenError::Unfit { .. }), "{error}");
    assert!(!error.may_pass(), "waiting does not help");
    let text = error.to_string();
    assert!(text.contains(theirs.name()), "{text}");
    assert!(!text.contains(PASSWORD), "{text}");
    text
}

/// Without an error of PostgreSQL's, every key would be refused. Each statement that the message names is all that it takes.
#[tokio::test]
async fn hidden_rows_refuse_to_open() {
    let theirs = RecoupDatabase::on(Server::shared());
    let user = theirs.user(Role::Select);
    let mut text = refused(&theirs, Role::Select).await;
    for table in ["accounts", "account_api_keys"] {
        let reason =
            format!("row-level security hides every row of public.{table} from the user {user}");
        assert!(text.contains(&reason), "{text}");
        let statement = format!(
            "CREATE POLICY accounts_server_reads ON public.{table} FOR SELECT TO {user} USING (true);"
        );
        assert!(text.contains(&statement), "{text}");
        theirs.sql(&statement);
        if table == "accounts" {
            text = refused(&theirs, Role::Select).await;
            assert!(!text.contains(&reason), "{text}");
        }
    }
    let opened = open(&theirs, &theirs.url(Role::Select)).await;
    assert_eq!(opened.expect("opened").1, [Shortfall::NoIndex]);
}

#[tokio::test]
async fn policy_and_bypass_open() {
    let theirs = RecoupDatabase::on(Server::shared());
    for role in [Role::Policy, Role::BypassRls] {
        let opened = open(&theirs, &theirs.url(role)).await;
        assert_eq!(opened.expect("opened").1, [Shortfall::NoIndex], "{role:?}");
    }
    // Whoever owns the tables sees all of them, unless it is forced.
    theirs.sql(&format!(
        "ALTER TABLE accounts OWNER TO {0}; ALTER TABLE account_api_keys OWNER TO {0}",
        theirs.user(Role::NoRights)
    ));
    let opened = open(&theirs, &theirs.url(Role::NoRights)).await;
    assert!(opened.is_ok());
    theirs.sql("ALTER TABLE account_api_keys FORCE ROW LEVEL SECURITY");
    let text = refused(&theirs, Role::NoRights).await;
    assert!(
        text.contains("hides every row of public.account_api_keys"),
        "{text}"
    );
    assert!(
        !text.contains("hides every row of public.accounts"),
        "{text}"
    );
}

/// Policies for others, for other commands, or that only narrow, let nothing through.
#[tokio::test]
async fn policies_that_do_not_help() {
    let theirs = RecoupDatabase::on(Server::shared());
    let (user, other) = (theirs.user(Role::Select), theirs.user(Role::NoRights));
    let on = "ON account_api_keys";
    theirs.sql(&format!(
        "CREATE POLICY reads_too ON accounts FOR SELECT TO {user} USING (true)"
    ));
    for policy in [
        format!("CREATE POLICY odd {on} FOR SELECT TO {other} USING (true)"),
        format!("CREATE POLICY odd {on} FOR DELETE TO {user} USING (true)"),
        format!("CREATE POLICY odd {on} AS RESTRICTIVE FOR SELECT TO {user} USING (true)"),
    ] {
        theirs.sql(&policy);
        let text = refused(&theirs, Role::Select).await;
        assert!(
            text.contains("hides every row of public.account_api_keys"),
            "{policy}: {text}"
        );
        theirs.sql(&format!("DROP POLICY odd {on}"));
    }
    // For everybody, by a role that the user is a member of, and for all commands.
    for policy in [
        format!("CREATE POLICY odd {on} FOR SELECT USING (true)"),
        format!("CREATE POLICY odd {on} TO {user} USING (true)"),
        format!(
            "GRANT {other} TO {user}; CREATE POLICY odd {on} FOR SELECT TO {other} USING (true)"
        ),
    ] {
        theirs.sql(&policy);
        let opened = open(&theirs, &theirs.url(Role::Select)).await;
        assert_eq!(opened.expect(&policy).1, [Shortfall::NoIndex]);
        theirs.sql(&format!("DROP POLICY odd {on}"));
    }
    theirs.sql(&format!(
        "CREATE POLICY odd {on} FOR SELECT TO {user} USING (name <> 'test')"
    ));
    let opened = open(&theirs, &theirs.url(Role::Select)).await;
    let warned = opened.expect("opened").1;
    assert!(
        matches!(
            warned[..],
            [Shortfall::PartlyHidden(..), Shortfall::NoIndex]
        ),
        "{warned:?}"
    );
}

#[tokio::test]
async fn missing_rights_are_named() {
    let theirs = RecoupDatabase::on(Server::shared());
    let user = theirs.user(Role::NoRights);
    let text = refused(&theirs, Role::NoRights).await;
    let statement = format!("GRANT SELECT ON public.account_api_keys TO {user};");
    assert!(
        text.contains("may not read id, name, account, key_hash"),
        "{text}"
    );
    assert!(text.contains(&statement), "{text}");

    // Rights to some columns are not enough, and to those that are read they are.
    theirs.sql(&format!(
        "REVOKE SELECT ON account_api_keys FROM {0}; GRANT SELECT (id, name, account, created_at, last_used, expires_at) \
         ON account_api_keys TO {0}",
        theirs.user(Role::Policy)
    ));
    let text = refused(&theirs, Role::Policy).await;
    assert!(
        text.contains("may not read key_hash of public.account_api_keys"),
        "{text}"
    );
    theirs.sql(&format!(
        "GRANT SELECT (key_hash) ON account_api_keys TO {}",
        theirs.user(Role::Policy)
    ));
    let opened = open(&theirs, &theirs.url(Role::Policy)).await;
    assert!(opened.is_ok());

    theirs.sql("REVOKE USAGE ON SCHEMA public FROM PUBLIC");
    let text = refused(&theirs, Role::Policy).await;
    let statement = format!(
        "GRANT USAGE ON SCHEMA public TO {};",
        theirs.user(Role::Policy)
    );
    assert!(text.contains(&statement), "{text}");
}

#[tokio::test]
async fn other_tables_are_named() {
    let theirs = RecoupDatabase::on(Server::shared());
    theirs.sql(
        "ALTER TABLE account_api_keys ALTER expires_at TYPE timestamp; ALTER TABLE account_api_keys RENAME last_used TO used; \
         ALTER TABLE account_api_keys ALTER name TYPE varchar(200); DROP TABLE accounts CASCADE",
    );
    let text = refused(&theirs, Role::BypassRls).await;
    for part in [
        "there is no table public.accounts: the URL names another database",
        "public.account_api_keys has no column last_used",
        "public.account_api_keys.expires_at is of the type timestamp without time zone, expected timestamp with time zone",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("account_api_keys.name"), "{text}");
}
