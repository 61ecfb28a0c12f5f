use serde_json::json;

use crate::provider::{AUDIENCE, Provider, installation, present, probe};

#[tokio::test]
async fn privy_by_jwks_url() {
    let mut provider = Provider::start(Some("privy.io"));
    let url = format!("{}/jwks", provider.url);
    let service = installation("privy.io", &[("ACCOUNTS_BEARER_JWKS_URL", &url)]).serve();
    tokens_and_rotation(&mut provider, service).await;
}

#[tokio::test]
async fn any_provider_by_discovery() {
    let mut provider = Provider::start(None);
    assert!(
        provider.issuer.starts_with("http://localhost:"),
        "{}",
        provider.issuer
    );
    let service = installation(&provider.issuer, &[]).serve();
    tokens_and_rotation(&mut provider, service).await;
}

async fn tokens_and_rotation(provider: &mut Provider, service: accounts_tests::Service) {
    present(&service, &provider.token()).await.portal();
    let listed = provider.token_with(json!({ "aud": ["other", AUDIENCE] }));
    present(&service, &listed).await.portal();
    for claims in [
        json!({ "aud": "other" }),
        json!({ "sub": "did:privy:stranger" }),
        json!({ "iss": format!("{}/", provider.issuer) }),
        json!({ "exp": 1_700_000_000 }),
        json!({ "nbf": 9_999_999_999_u64 }),
    ] {
        let token = provider.token_with(claims);
        present(&service, &token)
            .await
            .assert_error(401, "Unauthorized");
    }

    // A new key, and the old one gone: the first token under the new key brings it in.
    let under_old = provider.token();
    provider.rotate("key-2");
    let under_new = provider.token();
    present(&service, &under_new).await.portal();
    present(&service, &under_old)
        .await
        .assert_error(401, "Unauthorized");

    // Nobody gets to see its death but tokens under keys that it never published to us.
    let (good, later) = (provider.token(), provider.token());
    provider.rotate("key-3");
    let never_seen = provider.token();
    provider.kill();
    for token in [&under_new, &good, &later] {
        present(&service, token).await.portal();
    }
    // The last fetch was good and the next one waits for its pause: nothing tells it from a forged one yet.
    present(&service, &never_seen)
        .await
        .assert_error(401, "Unauthorized");
    assert_eq!(probe(&service, "/readyz").await.status, 200);
    present(&service, &good).await.portal();
}
