use std::time::{Duration, Instant};

use crate::provider::{Provider, installation, present, probe};

/// The server starts without the issuer, says what is missing, and needs no restart once the issuer is there.
#[tokio::test]
async fn issuer_down_at_start() {
    for name in [Some("privy.io"), None] {
        let mut provider = Provider::start(name);
        let token = provider.token();
        let url = format!("{}/jwks", provider.url);
        let url = name.map(|_| ("ACCOUNTS_BEARER_JWKS_URL", url.as_str()));
        provider.down();

        let service = installation(&provider.issuer, &url.into_iter().collect::<Vec<_>>()).serve();
        let answer = present(&service, &token).await;
        answer.assert_error(503, "The service is temporarily unavailable");
        assert!(answer.header("retry-after").is_some());
        let ready = probe(&service, "/readyz").await;
        assert_eq!(
            (ready.status, ready.text()),
            (200, "{\"status\":\"degraded\"}")
        );
        assert_eq!(probe(&service, "/healthz").await.status, 200);
        // What is no token needs no issuer to be refused, and a key needs none to be taken.
        present(&service, "a.b.c")
            .await
            .assert_error(401, "Unauthorized");
        service.client().good(&service.key()).send().await.portal();
        service.wait_for_log("the keys of bearer tokens cannot be fetched");

        provider.up();
        let end = Instant::now() + Duration::from_secs(60);
        while present(&service, &token).await.status != 200 {
            assert!(Instant::now() < end, "the keys are never fetched");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let ready = probe(&service, "/readyz").await;
        assert_eq!(ready.text(), "{\"status\":\"ready\"}");
        service.wait_for_log("the keys of bearer tokens were fetched");
    }
}
