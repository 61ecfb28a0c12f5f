use recoup_directory::{RecoupExamination, RecoupUse, Shortfall};
use test_postgres::{RecoupDatabase, Role, Server};

use crate::world::{open_for, options};

const NOTHING: RecoupUse = RecoupUse {
    emails: false,
    last_used: false,
    keys: false,
    create_accounts: false,
};

/// Each use with the statements that it takes, and no other.
fn uses(user: &str) -> [(RecoupUse, Vec<String>); 3] {
    let insert = |table: &str| {
        [
            format!("GRANT INSERT ON public.{table} TO {user};"),
            format!(
                "CREATE POLICY accounts_server_inserts ON public.{table} FOR INSERT TO {user} WITH CHECK (true);"
            ),
        ]
    };
    let last_used = RecoupUse {
        last_used: true,
        ..NOTHING
    };
    let keys = RecoupUse {
        keys: true,
        ..NOTHING
    };
    let create_accounts = RecoupUse {
        emails: true,
        create_accounts: true,
        ..NOTHING
    };
    [
        (
            last_used,
            vec![
                format!("GRANT UPDATE (last_used) ON public.account_api_keys TO {user};"),
                format!("CREATE POLICY accounts_server_updates ON public.account_api_keys FOR UPDATE TO {user} USING (true);"),
            ],
        ),
        (
            keys,
            [
                insert("account_api_keys"),
                [
                    format!("GRANT DELETE ON public.account_api_keys TO {user};"),
                    format!("CREATE POLICY accounts_server_deletes ON public.account_api_keys FOR DELETE TO {user} USING (true);"),
                ],
            ]
            .concat(),
        ),
        (
            create_accounts,
            [insert("accounts"), insert("account_emails")].concat(),
        ),
    ]
}

#[tokio::test]
async fn each_use_says_what_it_takes() {
    let theirs = RecoupDatabase::on(Server::shared());
    let (url, user) = (theirs.url(Role::Policy), theirs.user(Role::Policy));
    for (used, mut statements) in uses(&user) {
        while let Some(statement) = statements.first().cloned() {
            let refused = open_for(&theirs, &url, used).await;
            let text = refused.expect_err(&statement).to_string();
            let said: Vec<_> = text
                .lines()
                .filter_map(|line| line.split_once("run: "))
                .collect();
            let fatal = said
                .iter()
                .filter(|(_, statement)| !statement.contains("CREATE INDEX"));
            let fatal: Vec<_> = fatal.map(|(_, statement)| *statement).collect();
            assert_eq!(fatal.len(), statements.len(), "{used:?}: {text}");
            assert!(
                fatal
                    .iter()
                    .all(|said| statements.iter().any(|known| known == said)),
                "{text}"
            );
            theirs.sql(&statement);
            statements.remove(0);
        }
        let opened = open_for(&theirs, &url, used).await;
        assert_eq!(opened.expect("opened").1, [Shortfall::NoIndex], "{used:?}");
    }
    // BYPASSRLS needs the rights, and no policy.
    let (url, user) = (theirs.url(Role::BypassRls), theirs.user(Role::BypassRls));
    for (used, statements) in uses(&user) {
        let refused = open_for(&theirs, &url, used).await;
        let text = refused.expect_err("refused").to_string();
        assert!(!text.contains("row-level security"), "{text}");
        for grant in statements.iter().filter(|text| text.starts_with("GRANT")) {
            assert!(text.contains(grant), "{text}");
            theirs.sql(grant);
        }
        assert!(open_for(&theirs, &url, used).await.is_ok(), "{used:?}");
    }
}

#[tokio::test]
async fn policies_that_let_some_rows_through_are_warned_of() {
    let theirs = RecoupDatabase::on(Server::shared());
    let (url, user) = (theirs.url(Role::Policy), theirs.user(Role::Policy));
    let [(_, _), (keys, statements), (_, _)] = uses(&user);
    for statement in &statements {
        theirs.sql(statement);
    }
    theirs.sql(&format!(
        "DROP POLICY accounts_server_inserts ON account_api_keys;
         CREATE POLICY odd ON account_api_keys FOR INSERT TO {user} WITH CHECK (name <> 'ci')"
    ));
    let warned = open_for(&theirs, &url, keys).await.expect("opened").1;
    let [partly, Shortfall::NoIndex] = &warned[..] else {
        panic!("{warned:?}");
    };
    let text = partly.to_string();
    assert!(
        text.contains("insert some rows of public.account_api_keys only"),
        "{text}"
    );
}

/// Without it, two servers could create two accounts for one address.
#[tokio::test]
async fn addresses_have_to_be_unique() {
    let theirs = RecoupDatabase::on(Server::shared());
    let url = theirs.url(Role::BypassRls);
    let [.., (create_accounts, statements)] = uses(&theirs.user(Role::BypassRls));
    for grant in statements.iter().filter(|text| text.starts_with("GRANT")) {
        theirs.sql(grant);
    }
    theirs.sql("ALTER TABLE account_emails DROP CONSTRAINT account_emails_email_key");
    for index in [
        "(email, account_id)",
        "(lower(email))",
        "(email) WHERE account_id IS NOT NULL",
    ] {
        theirs.sql(&format!(
            "CREATE UNIQUE INDEX odd ON account_emails {index}"
        ));
        let refused = open_for(&theirs, &url, create_accounts).await;
        let text = refused.expect_err(index).to_string();
        let said = "CREATE UNIQUE INDEX CONCURRENTLY account_emails_email_key ON public.account_emails (email);";
        assert!(text.contains(said), "{text}");
        theirs.sql("DROP INDEX odd");
    }
    theirs.sql("CREATE UNIQUE INDEX CONCURRENTLY account_emails_email_key ON public.account_emails (email);");
    assert!(open_for(&theirs, &url, create_accounts).await.is_ok());
}

/// Times are written in UTC, which a column with a time zone would not keep.
#[tokio::test]
async fn last_used_with_a_time_zone_is_not_written() {
    let theirs = RecoupDatabase::on(Server::shared());
    let url = theirs.url(Role::BypassRls);
    let [(last_used, statements), ..] = uses(&theirs.user(Role::BypassRls));
    theirs.sql(&statements[0]);
    theirs.sql("ALTER TABLE account_api_keys ALTER last_used TYPE timestamptz");
    let examine = async |used| {
        let examined = RecoupExamination::of(&url, options(), used, None).await;
        examined.expect("it can be looked at").shortfalls
    };
    assert_eq!(
        examine(NOTHING).await,
        [Shortfall::NoIndex],
        "it can be read"
    );
    let found = examine(last_used).await;
    assert!(
        found.iter().any(|shortfall| matches!(
            shortfall,
            Shortfall::OtherType {
                column: "last_used",
                ..
            }
        )),
        "{found:?}"
    );
}

#[tokio::test]
async fn replica_is_read_and_not_written() {
    let theirs = RecoupDatabase::on(Server::shared());
    let (url, user) = (theirs.url(Role::BypassRls), theirs.user(Role::BypassRls));
    let [(last_used, statements), ..] = uses(&user);
    theirs.sql(&statements[0]);
    theirs.sql(&format!(
        "ALTER ROLE {user} SET default_transaction_read_only = on"
    ));
    assert!(open_for(&theirs, &url, NOTHING).await.is_ok());
    let refused = open_for(&theirs, &url, last_used).await;
    let text = refused.expect_err("refused").to_string();
    assert!(text.contains("it takes no writes"), "{text}");
}
