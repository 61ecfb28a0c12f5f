use accounts_tests::{Installation, Service};

/// A secret to go on with; a canary, so that no output may hold it.
const NEW_SECRET: &str = "canary-new-secret-0123456789abcdef0123456789";

async fn status_with(service: &Service, key: &str) -> u16 {
    service.client().good(key).send().await.status
}

#[tokio::test]
async fn roll_secret_keys_live_on() {
    let service = Installation::new().serve();
    let account = service.account("Acme");
    let old = service.key_of(&account);
    assert_eq!(status_with(&service, &old).await, 200);

    let (_, installation) = service.stop();
    let service = installation
        .with("ACCOUNTS_KEY_SECRET", NEW_SECRET)
        .with(
            "ACCOUNTS_KEY_SECRET_PREVIOUS",
            Installation::new().key_secret(),
        )
        .serve();
    let new = service.key_of(&account);
    // Remembered or not.
    for _ in 0..2 {
        assert_eq!(status_with(&service, &old).await, 200);
        assert_eq!(status_with(&service, &new).await, 200);
        assert_eq!(status_with(&service, "recoup_sk_wrong").await, 401);
    }

    // What was used under both goes on under the new one alone.
    let (ran, installation) = service.stop();
    assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
    let service = installation
        .with("ACCOUNTS_KEY_SECRET_PREVIOUS", "")
        .serve();
    assert_eq!(status_with(&service, &old).await, 200);
    assert_eq!(status_with(&service, &new).await, 200);
}

#[test]
fn roll_secret_mistakes() {
    let secret = Installation::new().key_secret();
    let same = Installation::new().with("ACCOUNTS_KEY_SECRET_PREVIOUS", secret);
    let alone = Installation::bare().with("ACCOUNTS_KEY_SECRET_PREVIOUS", secret);
    let short = Installation::new().with("ACCOUNTS_KEY_SECRET_PREVIOUS", "canary");
    for (installation, said) in [
        (same, "the same as ACCOUNTS_KEY_SECRET"),
        (alone, "while ACCOUNTS_KEY_SECRET is not"),
        (short, "6 bytes"),
    ] {
        let ran = installation.run(&["config", "check"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        for text in ["ACCOUNTS_KEY_SECRET_PREVIOUS", said] {
            assert!(ran.stderr.contains(text), "{text}: {}", ran.stderr);
        }
        assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
    }
}
