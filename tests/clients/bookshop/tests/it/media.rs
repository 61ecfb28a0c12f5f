use bookshop_client::Options;
use bookshop_client::models::{
    Purchase, PurchaseEither, PurchaseLinesItem, SampleSearchCreated, SampleSearchPage,
    SampleSearchPrice,
};
use bookshop_client::operations::{SampleBytesSuccess, SampleSearchParameters};

use crate::shop::client;

#[tokio::test]
async fn forms() {
    let client = client(Options::new()).await;
    let line = |count| PurchaseLinesItem { count };
    let sent = Purchase {
        price: Some(2.5),
        gift: Some(true),
        tags: Some(vec!["a&b".to_owned(), "ü c".to_owned()]),
        lines: Some(vec![line(1), line(2)]),
        either: Some(PurchaseEither::Integer(7)),
        like: Some(Box::new(Purchase::new("inner", 3))),
        ..Purchase::new("outer", 2)
    };
    assert_eq!(client.sample_form(&sent).await.expect("understood"), sent);
}

#[tokio::test]
async fn texts_and_bytes() {
    let client = client(Options::new()).await;
    assert_eq!(
        client.sample_text(Some("ab\nü")).await.expect("understood"),
        "ab\nü"
    );
    assert_eq!(client.sample_text(None).await.expect("understood"), "");
    let bytes = [0, 159, 146, 150];
    let answer = client.sample_bytes(&bytes).await.expect("understood");
    let SampleBytesSuccess::Status200(stream) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(stream.remaining(), Some(4));
    assert_eq!(stream.read(4).await.as_deref(), Ok(bytes.as_slice()));
    let answer = client.sample_bytes(b"later").await.expect("understood");
    assert!(matches!(answer, SampleBytesSuccess::Status202));
}

#[tokio::test]
async fn objects_in_the_query() {
    let client = client(Options::new()).await;
    let price = SampleSearchPrice {
        currencies: Some(vec!["EUR".to_owned(), "USD".to_owned()]),
        ..SampleSearchPrice::new(5)
    };
    let parameters = SampleSearchParameters {
        page: Some(SampleSearchPage {
            number: Some(3),
            size: Some(20),
        }),
        created: Some(SampleSearchCreated::Integer(9)),
        ..SampleSearchParameters::new(price)
    };
    let answer = client.sample_search(&parameters).await.expect("understood");
    for (name, parts) in [
        ("price", ["5", "EUR", "USD"].as_slice()),
        ("page", &["3", "20"]),
        ("created", &["9"]),
    ] {
        let text = answer[name].as_str().expect("a text");
        assert!(
            parts.iter().all(|part| text.contains(part)),
            "{name}: {text}"
        );
    }
}
