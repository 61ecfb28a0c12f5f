use accounts_tests::{GOOD_BODY, Installation};

use crate::case::Expected::Session;
use crate::case::{assert_answer, good_lines, post, with_key};

#[tokio::test]
async fn send_more_requests_than_set() {
    let service = Installation::new()
        .with("ACCOUNTS_MAX_REQUESTS", "2")
        .serve();
    let key = service.key();
    // In flight once they are asked for their bodies, and until those are there.
    let lines = format!("{}Expect: 100-continue\r\n", good_lines());
    let head = post(&lines, GOOD_BODY);
    let head = head.strip_suffix(GOOD_BODY).expect("its body");
    let mut slow = [service.connect(), service.connect()];
    for connection in &mut slow {
        connection.write(&with_key(head.as_bytes(), &key));
        assert_eq!(connection.answer().expect("an answer").status, 100);
    }
    let refused = service.client().good(&key).send().await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert!(refused.error().contains("in flight"));
    for probe in ["/healthz", "/readyz"] {
        assert_eq!(
            service.client().ask("GET", probe).send().await.status,
            200,
            "{probe}"
        );
    }
    for connection in &mut slow {
        connection.write(GOOD_BODY.as_bytes());
        assert_answer(&connection.answer().expect("an answer"), Session);
    }
    service.client().good(&key).send().await.portal();
}
