use bookshop_client::servers::{Server2Region, server_1, server_2, server_3, server_4};
use bookshop_client::{Client, Error, Options};

use crate::shop::client;

#[test]
fn have_addresses_for_each_variable() {
    assert_eq!(server_1(), "https://bookshop.example.com");
    let default = server_2(Server2Region::default(), "v2");
    assert_eq!(default, "https://eu.bookshop.example.com/v2");
    let other = server_2(Server2Region::Us1, "");
    assert_eq!(other, "https://us-1.bookshop.example.com/");
    assert_eq!(server_3("test"), "http://127.0.0.1:9/test/");
    assert_eq!(server_4("https://a.example/"), "https://a.example/beside");
    Client::new(Options::new().base_url(other)).expect("a base URL");
}

#[tokio::test]
async fn of_a_call_count_where_no_base_url_is_given() {
    let alone = Client::new(Options::new().retries(0)).expect("options");
    let error = alone.served_openly().await.expect_err("nobody listens");
    assert!(matches!(error, Error::Connection(_)), "{error}");
    let given = client(Options::new()).await;
    let found = given.served_openly().await.expect("understood");
    assert_eq!(found["operation"], "openly");
}

#[tokio::test]
async fn of_another_origin_get_no_credentials() {
    let options = || Options::new().retries(0).session("good");
    let alone = Client::new(options()).expect("options");
    let error = alone.served_elsewhere().await.expect_err("not accepted");
    assert!(
        matches!(&error, Error::Unsent(why) if why.contains("served at http://127.0.0.1:9")
            && why.contains("for https://bookshop.example.com") && !why.contains("good")),
        "{error}"
    );
    // Nothing secret goes there.
    let error = alone.served_openly().await.expect_err("nobody listens");
    assert!(matches!(error, Error::Connection(_)), "{error}");
    let accepted = client(options()).await;
    let found = accepted.served_elsewhere().await.expect("understood");
    assert_eq!(found["operation"], "elsewhere");
}
