use std::time::{Duration, Instant, SystemTime};

use reqwest::Method;
use tokio::net::TcpListener;

use super::support::{Failed, call, client};
use crate::call::Call;
use crate::client::Client;
use crate::complete::Complete;
use crate::contract::API_KEY;
use crate::error::Error;
use crate::options::Options;
use crate::response::Response;
use crate::server::{Reply, Server};
use crate::transport::backoff;

const OK: Reply = (200, &[], Vec::new());

async fn send(client: &Client, call: Call) -> Result<Response, Failed> {
    client
        .transport
        .send(call, &[], Complete)
        .await
        .map_err(Failed::from)
}

fn post() -> Call {
    Call::new(Method::POST, "/items", "application/json")
}

#[tokio::test]
async fn a_call_arrives_as_it_was_made() {
    let reply = (201, &[("x-request-id", "r7")] as &[_], b"made".to_vec());
    let server = Server::start(vec![reply]).await;
    let mut options = Options::new().base_url(format!("{}/v1/", server.url));
    options
        .credentials
        .secrets
        .insert("api_key", "k1".to_owned());
    let client = Client::new(options).expect("a client");
    let mut call = post();
    call.path_value("id", &"/a");
    call.query_value("limit", &5);
    call.query_value("page", &2);
    call.body("text/plain", b"body".to_vec());
    let sent = client.transport.send(call, &[&[&API_KEY]], Complete).await;
    let response = sent.map_err(Failed::from).expect("a response");
    assert_eq!(
        (response.status, response.body.as_slice()),
        (201, b"made".as_slice())
    );
    assert_eq!(response.request_id.as_deref(), Some("r7"));
    let received = &server.received()[0];
    assert_eq!(received.line, "POST /v1/items%2Fa?limit=5&page=2");
    assert_eq!(received.body, "body");
    for (name, value) in [
        ("x-api-key", "k1"),
        ("user-agent", "shop-client-rust/1.2.3"),
        ("accept", "application/json"),
        ("content-type", "text/plain"),
    ] {
        assert_eq!(received.header(name), value);
    }
}

#[tokio::test]
async fn a_call_with_a_server_of_its_own_goes_to_the_base_url_that_is_given() {
    let server = Server::start(vec![OK]).await;
    let client = client(&server.url);
    let sent = client.transport.send_to("/v2", post(), &[], Complete).await;
    sent.map_err(Failed::from).expect("a response");
    assert_eq!(server.received()[0].line, "POST /items");
}

#[tokio::test]
async fn a_call_that_was_refused_is_not_sent() {
    let server = Server::start(vec![OK]).await;
    let mut refused = call();
    refused.refuse("no".to_owned());
    let client = client(&server.url);
    let error = send(&client, refused).await.map(|_| ());
    assert_eq!(error, Err(Error::Unsent("no".to_owned())));
    let error = client
        .transport
        .send(call(), &[&[&API_KEY]], Complete)
        .await;
    let error = error.map(|_| ()).map_err(Failed::from);
    let reason = "it needs credentials: `api_key` (SHOP_API_KEY)";
    assert_eq!(error, Err(Error::Unsent(reason.to_owned())));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn redirects_are_responses() {
    let server = Server::start(vec![(302, &[("location", "/other")], Vec::new())]).await;
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    assert_eq!((response.status, server.received().len()), (302, 1));
}

#[tokio::test]
async fn busy_services_are_asked_again_when_they_say() {
    const BUSY: Reply = (503, &[("retry-after", "0")], Vec::new());
    const LIMITED: Reply = (
        429,
        &[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")],
        Vec::new(),
    );
    let server = Server::start(vec![BUSY, LIMITED, OK]).await;
    let response = send(&client(&server.url), post())
        .await
        .expect("a response");
    assert_eq!((response.status, server.received().len()), (200, 3));
    let server = Server::start(vec![BUSY]).await;
    let response = send(&client(&server.url), post())
        .await
        .expect("a response");
    assert_eq!((response.status, server.received().len()), (503, 3));
    let server = Server::start(vec![(500, &[("retry-after", "0")], Vec::new())]).await;
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    assert_eq!((response.status, server.received().len()), (500, 1));
}

#[tokio::test]
async fn a_wait_beyond_the_time_is_not_begun() {
    let server = Server::start(vec![(429, &[("retry-after", "3600")], Vec::new())]).await;
    let start = Instant::now();
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    assert_eq!(response.status, 429);
    assert_eq!(response.retry_after, Some(Duration::from_secs(3600)));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn dates_are_waits_and_nonsense_is_none() {
    let soon = SystemTime::now() + Duration::from_secs(3600);
    let soon: &'static str = httpdate::fmt_http_date(soon).leak();
    let headers: &'static [_] = vec![("retry-after", soon)].leak();
    let server = Server::start(vec![(500, headers, Vec::new())]).await;
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    let wait = response.retry_after.expect("a wait").as_secs();
    assert!((3500..=3600).contains(&wait), "{wait}");
    let server = Server::start(vec![(500, &[("retry-after", "later")], Vec::new())]).await;
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    assert_eq!(response.retry_after, None);
}

#[tokio::test]
async fn what_cannot_be_reached_is_a_connection_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let options = Options::new().base_url(&url).retries(1);
    let client = Client::new(options).expect("a client");
    let mut call = post();
    call.query_value("key", "secret");
    let error = send(&client, call)
        .await
        .map(|_| ())
        .expect_err("no service");
    let text = error.to_string();
    assert!(matches!(error, Error::Connection(_)), "{text}");
    assert!(
        text.contains("refused") && !text.contains("secret"),
        "{text}"
    );
}

#[tokio::test]
async fn only_what_may_be_repeated_is_sent_again_on_a_broken_connection() {
    for (method, expected) in [(Method::POST, 1), (Method::PUT, 2)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let accepted = tokio::spawn(async move {
            let mut count = 0;
            while let Ok(Ok(_)) =
                tokio::time::timeout(Duration::from_secs(3), listener.accept()).await
            {
                count += 1;
            }
            count
        });
        let options = Options::new().base_url(url).retries(1);
        let client = Client::new(options).expect("a client");
        let call = Call::new(method.clone(), "/items", "application/json");
        let error = send(&client, call).await.map(|_| ()).expect_err("closed");
        assert!(matches!(error, Error::Connection(_)), "{error}");
        assert_eq!(accepted.await.expect("a count"), expected, "{method}");
    }
}

#[tokio::test]
async fn a_call_ends_in_its_time() {
    // Accepts, and says nothing.
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let limit = Duration::from_millis(200);
    let options = Options::new().base_url(url).timeout(limit);
    let client = Client::new(options).expect("a client");
    let error = send(&client, call()).await.map(|_| ());
    assert_eq!(error, Err(Error::Timeout(limit)));
}

#[tokio::test]
async fn the_longest_time_is_no_limit() {
    let server = Server::start(vec![OK]).await;
    let options = Options::new().base_url(&server.url).timeout(Duration::MAX);
    let client = Client::new(options).expect("a client");
    assert_eq!(send(&client, call()).await.map(|one| one.status), Ok(200));
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let server = Server::start(vec![(200, &[], vec![b'a'; 64 * 1024 * 1024 + 1])]).await;
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    assert!(response.truncated && response.body.len() <= 64 * 1024 * 1024);
    let server = Server::start(vec![(200, &[], vec![b'a'; 64 * 1024 * 1024])]).await;
    let response = send(&client(&server.url), call())
        .await
        .expect("a response");
    assert!(!response.truncated && response.body.len() == 64 * 1024 * 1024);
}

#[test]
fn random_waits_double_up_to_eight_seconds() {
    for (tried, most) in [(0, 0.5), (1, 1.0), (2, 2.0), (4, 8.0), (5, 8.0), (60, 8.0)] {
        let waits: Vec<_> = (0..200).map(|_| backoff(tried).as_secs_f64()).collect();
        assert!(waits.iter().all(|wait| *wait < most), "{tried}: {waits:?}");
        assert!(
            waits.iter().any(|wait| *wait > most / 2.0),
            "{tried}: {waits:?}"
        );
    }
}
