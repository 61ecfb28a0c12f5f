use accounts_tests::Installation;

/// The account id and the key that a seed prints.
fn seeded(installation: &Installation, arguments: &[&str]) -> (String, String) {
    let ran = installation.run(&[&["sandbox", "seed", "--scenario"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let lines: Vec<_> = ran.stdout.lines().collect();
    let [account, key] = lines[..] else {
        panic!("two lines: {}", ran.stdout);
    };
    let account = account.strip_prefix("account ").expect("an account");
    let key = key.strip_prefix("key ").expect("a key");
    (account.to_owned(), key.to_owned())
}

#[tokio::test]
async fn seed_each_scenario() {
    let service = Installation::new().serve();
    for scenario in [
        "active",
        "trialing",
        "past-due",
        "cancels-at-period-end",
        "many-invoices",
    ] {
        let (account, key) = seeded(service.installation(), &[scenario]);
        let (id, _) = service.client().good(&key).send().await.portal();
        assert!(id.starts_with("portal_sess_"), "{id}");
        let listed = service.installation().run(&["accounts", "list"]).stdout;
        let line = listed.lines().find(|line| line.starts_with(&account));
        let name = format!("Sandbox {scenario}");
        assert!(line.is_some_and(|line| line.ends_with(&name)), "{listed}");
    }
    let (_, key) = seeded(service.installation(), &["canceled"]);
    let answer = service.client().good(&key).send().await;
    answer.assert_error(400, "No active subscription found");
}

#[test]
fn seed_with_a_name() {
    let installation = Installation::new().migrated();
    let (account, _) = seeded(&installation, &["active", "--name", "Ada's label"]);
    let listed = installation.run(&["accounts", "list"]).stdout;
    assert!(listed.starts_with(&account), "{listed}");
    assert!(listed.contains("Ada's label"), "{listed}");
}

#[test]
fn seed_refused() {
    let installation = Installation::new();
    for (arguments, named) in [
        (&["sandbox", "seed"][..], "--scenario"),
        (&["sandbox", "seed", "--scenario", "nonsense"], "past-due"),
    ] {
        let ran = installation.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.contains(named), "{arguments:?}: {}", ran.stderr);
    }
    assert!(!installation.database().exists());
}
