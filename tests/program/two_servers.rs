use accounts_tests::{Installation, credentials_are_forgotten};

/// Two processes on one file, that tell each other nothing.
#[tokio::test]
async fn revoke_elsewhere_is_refused_within_a_second() {
    let one = Installation::new().serve();
    let database = format!("sqlite:{}", one.installation().database().display());
    let other = Installation::new()
        .with("ACCOUNTS_DATABASE_URL", &database)
        .serve();
    let account = one.account("Acme");
    for _ in 0..3 {
        // What one makes, the other knows at once.
        let key = one.key_of(&account);
        for service in [&one, &other] {
            service.client().good(&key).send().await.portal();
        }
        let listed = other
            .installation()
            .run(&["keys", "list", "--account", &account]);
        let line = listed
            .stdout
            .lines()
            .find(|line| line.contains(&key[49..]))
            .expect("a line");
        let id = line.split_whitespace().next().expect("an id");
        let revoked = other.installation().run(&["keys", "revoke", id]);
        assert_eq!(revoked.code, 0, "{}", revoked.stderr);
        credentials_are_forgotten().await;
        for service in [&one, &other] {
            let answer = service.client().good(&key).send().await;
            answer.assert_error(401, "Unauthorized");
        }
    }
}
