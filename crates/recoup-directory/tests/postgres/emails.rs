use accounts::{Directory as _, DirectoryError, EmailAccounts as _, EmailAddress};
use recoup_directory::{RecoupDirectory, RecoupUse};
use test_postgres::{RecoupDatabase, Role, Server};

use crate::world::{open, open_for};

const EMAILS: RecoupUse = RecoupUse {
    emails: true,
    last_used: false,
    keys: false,
    create_accounts: false,
};

async fn find(directory: &RecoupDirectory, email: &str) -> Option<String> {
    let email = EmailAddress::of(email).expect("an address");
    let found = directory.account_for_email(&email).await;
    found.expect("an answer").map(|id| id.to_string())
}

#[tokio::test]
async fn account_by_email() {
    let theirs = RecoupDatabase::on(Server::shared());
    let opened = open_for(&theirs, &theirs.url(Role::Policy), EMAILS).await;
    let (directory, _) = opened.expect("opened");
    let id = theirs.account("Acme");
    theirs.sql(&format!(
        "INSERT INTO account_emails (account_id, email) VALUES ('{id}', 'ann@example.com'), (NULL, 'nobody@example.com')"
    ));
    for (email, account) in [
        ("ann@example.com", Some(id.as_str())),
        ("Ann@example.com", None),
        ("ann@example.com ", None),
        ("nobody@example.com", None),
        ("unknown@example.com", None),
        ("' OR 1=1 --", None),
    ] {
        assert_eq!(
            find(&directory, email).await.as_deref(),
            account,
            "{email:?}"
        );
    }
    theirs.sql("DELETE FROM account_emails WHERE email = 'ann@example.com'");
    assert_eq!(find(&directory, "ann@example.com").await, None);
}

/// Nothing says that an address goes with its account.
#[tokio::test]
async fn address_of_a_deleted_account_leads_nowhere() {
    let theirs = RecoupDatabase::on(Server::shared());
    let opened = open_for(&theirs, &theirs.url(Role::BypassRls), EMAILS).await;
    let (directory, _) = opened.expect("opened");
    let id = theirs.account("Acme");
    theirs.sql(&format!(
        "INSERT INTO account_emails (account_id, email) VALUES ('{id}', 'ann@example.com')"
    ));
    assert_eq!(find(&directory, "ann@example.com").await, Some(id.clone()));
    theirs.sql(&format!("DELETE FROM accounts WHERE id = '{id}'"));
    assert_eq!(find(&directory, "ann@example.com").await, None);
}

/// Addresses are looked at only where they are used.
#[tokio::test]
async fn rights_are_needed_where_addresses_are_used() {
    let theirs = RecoupDatabase::on(Server::shared());
    let (url, user) = (theirs.url(Role::Policy), theirs.user(Role::Policy));
    theirs.sql(&format!(
        "DROP POLICY reads ON account_emails; REVOKE SELECT ON account_emails FROM {user}"
    ));
    let without = open(&theirs, &url).await;
    without.expect("opened").0.ping().await.expect("it answers");
    let refused = open_for(&theirs, &url, EMAILS).await;
    let text = refused.expect_err("refused").to_string();
    for statement in [
        format!("GRANT SELECT ON public.account_emails TO {user};"),
        format!(
            "CREATE POLICY accounts_server_reads ON public.account_emails FOR SELECT TO {user} USING (true);"
        ),
    ] {
        assert!(text.contains(&format!("run: {statement}")), "{text}");
        theirs.sql(&statement);
    }
    let opened = open_for(&theirs, &url, EMAILS).await;
    let (directory, _) = opened.expect("opened");
    assert_eq!(find(&directory, "ann@example.com").await, None);

    // Hidden later, nobody is called unknown.
    theirs.sql("DROP POLICY accounts_server_reads ON account_emails");
    let email = EmailAddress::of("ann@example.com").expect("an address");
    let hidden = directory.account_for_email(&email).await;
    assert!(
        matches!(hidden, Err(DirectoryError::Unavailable(_))),
        "{hidden:?}"
    );
    assert!(directory.ping().await.is_err());
}
