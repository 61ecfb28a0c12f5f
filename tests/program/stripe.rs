use accounts_tests::Installation;

/// A canary, so that no output may hold it.
const SECRET_KEY: &str = "sk_test_canaryStripe";

/// Billing by Stripe, where nobody answers.
fn installation() -> Installation {
    Installation::new()
        .with("ACCOUNTS_BILLING", "stripe")
        .with("ACCOUNTS_STRIPE_SECRET_KEY", SECRET_KEY)
        .with("ACCOUNTS_STRIPE_API_BASE", "http://127.0.0.1:1")
}

#[test]
fn link_show_and_unlink() {
    let installation = installation().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    let none = installation.run(&["billing", "show", &account]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    assert!(none.stderr.contains("billing link"), "{}", none.stderr);

    for customer in ["cus_1", "cus_2"] {
        let linked = installation.run(&["billing", "link", &account, customer]);
        assert_eq!((linked.code, linked.stdout.as_str()), (0, ""));
        assert_eq!(installation.line(&["billing", "show", &account]), customer);
    }
    assert_eq!(installation.run(&["billing", "unlink", &account]).code, 0);
    assert_eq!(installation.run(&["billing", "unlink", &account]).code, 1);
    assert_eq!(installation.run(&["billing", "show", &account]).code, 1);
}

#[test]
fn link_refused() {
    let installation = installation().migrated();
    let stranger = "123e4567-e89b-12d3-a456-426614174000";
    let refused = installation.run(&["billing", "link", stranger, "cus_1"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("accounts list"),
        "{}",
        refused.stderr
    );
    for (account, customer) in [("me", "cus_1"), (stranger, "cus 1"), (stranger, "")] {
        assert_eq!(
            installation
                .run(&["billing", "link", account, customer])
                .code,
            2
        );
    }
}

#[test]
fn accounts_subscribe_at_stripe_only() {
    let installation = installation().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    let refused = installation.run(&["accounts", "subscribe", &account]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("ACCOUNTS_BILLING"),
        "{}",
        refused.stderr
    );
}

#[test]
fn no_demo_account_and_no_pages() {
    let service = installation().serve();
    assert_eq!(service.stdout().lines().count(), 1, "{}", service.stdout());
    assert_eq!(service.installation().run(&["accounts", "list"]).stdout, "");
}

#[tokio::test]
async fn nobody_answers() {
    let service = installation().serve();
    let account = service.account("Acme");
    let key = service.key_of(&account);
    let linked = service
        .installation()
        .run(&["billing", "link", &account, "cus_1"]);
    assert_eq!(linked.code, 0, "{}", linked.stderr);
    let answer = service.client().good(&key).send().await;
    assert_eq!(answer.status, 503);
    service.wait_for_log("call to Stripe failed");
    let (ran, _) = service.stop();
    assert!(!format!("{ran:?}").contains("canary"), "{ran:?}");
}

#[test]
fn doctor_names_what_fails() {
    let ran = installation().run(&["doctor"]);
    assert_eq!(ran.code, 1);
    for part in ["test mode", "subscriptions: ", "the connection failed"] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    assert!(!format!("{ran:?}").contains("canary"), "{ran:?}");
}

#[test]
fn check_online_names_its_successor() {
    let ran = Installation::new().run(&["config", "check", "--online"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("accounts-server doctor"),
        "{}",
        ran.stderr
    );
}
