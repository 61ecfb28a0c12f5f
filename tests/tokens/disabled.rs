use std::time::Duration;

use accounts_tests::{Installation, Metrics};

use crate::bearer::{ISSUER, SUBJECT, Source, World, claims, header, with};

/// A token is refused while its account is disabled, whether it is linked or names the account itself; and the log names its issuer.
#[tokio::test]
async fn token_of_a_disabled_account() {
    let world = World::new(
        Source::Pem,
        &[
            ("ACCOUNTS_BEARER_ACCOUNT_CLAIM", "account"),
            ("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0"),
        ],
    );
    let linked = world.token(&header(), &claims());
    let naming = with(claims(), "account", world.account.as_str());
    let naming = world.token(&header(), &naming);
    let run = |installation: &Installation, command: &str| {
        let ran = installation.run(&["accounts", command, &world.account]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    let installation = world.service.installation();
    for token in [&linked, &naming] {
        world.present(token).await.portal();
    }
    run(installation, "disable");
    tokio::time::sleep(Duration::from_secs(1)).await;
    for token in [&linked, &naming] {
        world.present(token).await.assert_error(401, "Unauthorized");
    }
    run(installation, "enable");
    for token in [&linked, &naming] {
        world.present(token).await.portal();
    }
    let unlinked = world.token(&header(), &with(claims(), "sub", "did:privy:nobody"));
    let forged = format!("{linked}A");
    for token in [&unlinked, &forged] {
        world.present(token).await.assert_error(401, "Unauthorized");
    }

    let metrics = Metrics::of(world.service.admin()).await;
    for (cause, number) in [
        ("account_disabled", 2.0),
        ("no_account", 1.0),
        ("invalid", 1.0),
        ("expired", 0.0),
        ("not_accepted", 0.0),
    ] {
        let labels = [("credential", "bearer"), ("cause", cause)];
        let counted = metrics.get("accounts_credentials_refused_total", &labels);
        assert_eq!(counted, number, "{cause}");
    }
    let (ran, _) = world.service.stop();
    let answered: Vec<_> = ran
        .stderr
        .lines()
        .filter(|line| line.contains("\"status\":200"))
        .collect();
    assert_eq!(answered.len(), 4, "{}", ran.stderr);
    let issuer = format!("\"token_issuer\":\"{ISSUER}\"");
    for line in answered {
        assert!(line.contains(&issuer) && !line.contains("key_id"), "{line}");
    }
    assert!(!ran.stderr.contains(SUBJECT), "{}", ran.stderr);
}
