use accounts_tests::privy::APP_SECRET;
use accounts_tests::stripe::Reply;
use serde_json::json;
use test_postgres::Role;

use crate::privy_app::{PrivyApp, assert_known, assert_silent};
use crate::world::installation;

/// The rights that it needs are those that it uses.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_have_to_be_readable_where_they_are_used() {
    let app = PrivyApp::new();
    let user = app.theirs.user(Role::Policy);
    app.theirs.sql(&format!(
        "REVOKE SELECT ON account_emails FROM {user}; DROP POLICY reads ON account_emails"
    ));
    let with_rule = app.installation(Role::Policy);
    let doctor = |installation: &accounts_tests::Installation| {
        let ran = installation.run(&["doctor"]);
        assert_silent(&ran);
        ran
    };
    let ran = installation(&app.theirs, Role::Policy).run(&["doctor"]);
    assert_eq!(ran.code, 0, "without the rule: {ran:#?}");
    for statement in [
        format!("GRANT SELECT ON public.account_emails TO {user};"),
        format!(
            "CREATE POLICY accounts_server_reads ON public.account_emails FOR SELECT TO {user} USING (true);"
        ),
    ] {
        let said = format!("run: {statement}");
        let ran = doctor(&with_rule);
        assert!(ran.code == 1 && ran.stdout.contains(&said), "{ran:#?}");
        let ran = with_rule.run(&["serve"]);
        assert!(ran.code == 1 && ran.stderr.contains(&said), "{ran:#?}");
        app.theirs.sql(&statement);
    }
    let ran = doctor(&with_rule);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let service = with_rule.serve();
    assert_known(&app.ask(&service, "ann").await);
}

#[test]
fn doctor_asks_privy() {
    let app = PrivyApp::new();
    let installation = app.installation(Role::Policy);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let good = format!(
        "good     privy      Privy at {}: users: it knows the app and its secret\n",
        app.api.base()
    );
    assert!(ran.stdout.contains(&good), "{ran:#?}");
    // Texts begin in one column, however long the names of the parts are.
    let columns: Vec<_> = ran
        .stdout
        .lines()
        .map(|line| line.as_bytes()[..21].to_vec())
        .collect();
    assert!(
        columns
            .iter()
            .all(|line| line[19] == b' ' && line[20] != b' '),
        "{}",
        ran.stdout
    );
    assert_silent(&ran);

    let other = app
        .installation(Role::Policy)
        .with("ACCOUNTS_PRIVY_APP_SECRET", "canary-other");
    let ran = other.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert!(
        ran.stdout
            .contains("Privy refuses the id or the secret of the app (401 Unauthorized)"),
        "{ran:#?}"
    );
    assert_eq!(ran.stderr, "error: needs fixing: privy\n");
    assert_silent(&ran);
    app.api.always(Some(Reply::json(429, &json!({}))));
    let ran = installation.run(&["doctor"]);
    assert!(
        ran.code == 1 && ran.stdout.contains("Privy has too many requests"),
        "{ran:#?}"
    );
}

/// It may be in a file, and nothing shows it.
#[test]
fn secret_in_a_file() {
    let app = PrivyApp::new();
    let installation = app.installation(Role::Policy);
    std::fs::write(
        installation.folder().join("secret"),
        format!("{APP_SECRET}\n"),
    )
    .expect("written");
    let installation = installation
        .with("ACCOUNTS_PRIVY_APP_SECRET", "")
        .with("ACCOUNTS_PRIVY_APP_SECRET_FILE", "secret");
    let ran = installation.run(&["config", "check"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stdout.contains("ACCOUNTS_PRIVY_APP_SECRET"), "{ran:#?}");
    assert_silent(&ran);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
}
