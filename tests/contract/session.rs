use accounts_tests::{GOOD_BODY, Installation, Protocol};

#[tokio::test]
async fn open_session_either_header_either_protocol() {
    let service = Installation::new().serve();
    let key = service.key();
    let bearer = format!("Bearer {key}");
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for (name, value) in [("x-api-key", &key), ("authorization", &bearer)] {
            let client = service.client().over(protocol).portal();
            let answer = client.header(name, value).json(GOOD_BODY).send().await;
            let (id, url) = answer.portal();
            assert!(id.starts_with("portal_sess_"), "{id}");
            let pages = format!("http://{}/manage/{id}?", service.address());
            assert!(url.starts_with(&pages), "{url}");
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
}

#[tokio::test]
async fn open_session_each_is_another() {
    let service = Installation::new().serve();
    let key = service.key();
    let (first, first_url) = service.client().good(&key).send().await.portal();
    let (second, second_url) = service.client().good(&key).send().await.portal();
    assert_ne!(first, second);
    assert_ne!(first_url.split_once('?'), second_url.split_once('?'));
}

#[tokio::test]
async fn open_session_public_url() {
    let public = "https://accounts.example.com/billing";
    let service = Installation::new()
        .with("ACCOUNTS_PUBLIC_URL", public)
        .with("ACCOUNTS_BILLING", "public-sandbox")
        .serve();
    let (id, url) = service.client().good(&service.key()).send().await.portal();
    assert!(url.starts_with(&format!("{public}/manage/{id}?")), "{url}");
}

#[tokio::test]
async fn open_session_no_subscription() {
    let service = Installation::new().serve();
    let account = ["accounts", "create", "--name", "Poor", "--no-subscription"];
    let account = service.installation().line(&account);
    let key = service.key_of(&account);
    let answer = service.client().good(&key).send().await;
    answer.assert_error(400, "No active subscription found");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn open_session_listed_origins() {
    let origins = "https://*.example.com,http://localhost:3000";
    let service = Installation::new()
        .with("ACCOUNTS_RETURN_URL_ORIGINS", origins)
        .serve();
    let key = service.key();
    let refused = "returnUrl must be on one of the origins that this service allows";
    for (url, taken) in [
        ("https://app.example.com/back", true),
        ("https://a.b.example.com", true),
        ("http://localhost:3000/", true),
        ("https://example.com/", false),
        ("https://evilexample.com/", false),
        ("http://localhost:3001/", false),
    ] {
        let client = service.client().portal().header("x-api-key", &key);
        let answer = client
            .json(format!(r#"{{"returnUrl":"{url}"}}"#))
            .send()
            .await;
        if taken {
            answer.portal();
        } else {
            answer.assert_error(400, refused);
        }
    }
}
