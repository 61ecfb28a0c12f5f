use std::collections::BTreeMap;

use bookshop_client::Options;
use bookshop_client::models::{
    Card, Cash, Choices, ChoicesExactly, ChoicesPayment, Expression, ExpressionVariant2,
    ExpressionVariant3, Invoice, InvoiceAddress, InvoiceKind, Language, Novel, Objects,
    ObjectsTyped, ReaderRequest, Shelf, StringModel, Values, ValuesBinding, ValuesInner,
    ValuesInnerDeep, ValuesMixed, ValuesSeveral, ValuesStars,
};
use bookshop_client::operations::SampleListSuccess;
use serde_json::{Value, from_str, json, to_value};

use crate::shop::client;

#[tokio::test]
async fn of_each_kind_come_back_as_they_were_sent() {
    let client = client(Options::new()).await;
    let sent = Values {
        may: Some(None),
        rating: Some(4.5),
        grid: Some(vec![vec![Some(1), None]]),
        scores: Some(BTreeMap::from([("a".to_owned(), 7)])),
        day: Some("2026-01-31".to_owned()),
        moment: Some("2026-01-31T12:00:00Z".to_owned()),
        key: Some("123e4567-e89b-42d3-a456-426614174000".to_owned()),
        binding: Some(Some(ValuesBinding::Hard)),
        stars: Some(ValuesStars::Minus3),
        mixed: Some(Some(ValuesMixed::Value25)),
        nothing: Some(()),
        anything: Some(Value::Null),
        several: Some(ValuesSeveral::Integer(6)),
        inner: Some(ValuesInner {
            deep: ValuesInnerDeep { level: Some(3) },
        }),
        currency: Some("USD".to_owned()),
        copies: Some(2),
        gift: Some(true),
        remark: Some(None),
        ..Values::new(None)
    };
    let got = client.sample_values(&sent).await.expect("understood");
    // What was absent, the service fills in where the contract has a default.
    let filled = Values {
        sort: got.sort.clone(),
        ..sent
    };
    assert_eq!(got, filled);
    assert!(got.sort.is_some());
}

#[tokio::test]
async fn null_and_absent_are_told_apart() {
    let absent = to_value(Values::new(None)).expect("JSON");
    assert_eq!(absent, json!({ "must": null }));
    let null = Values {
        may: Some(None),
        ..Values::new(Some("ab".to_owned()))
    };
    assert_eq!(
        to_value(&null).expect("JSON"),
        json!({ "must": "ab", "may": null })
    );
    let read: Values = from_str(r#"{"must":null,"may":null}"#).expect("values");
    assert_eq!((read.may, read.binding), (Some(None), None));
}

#[tokio::test]
async fn unions_and_recursive_types() {
    let client = client(Options::new()).await;
    let sum = ExpressionVariant2 {
        sum: vec![Expression::Integer(1), Expression::Integer(2)],
    };
    let negate = ExpressionVariant3 {
        negate: Expression::ExpressionVariant2(sum).into(),
    };
    let payments = [
        ChoicesPayment::Card(Card {
            kind: "debit".to_owned(),
            number: "42".to_owned(),
        }),
        ChoicesPayment::Invoice(Invoice {
            kind: InvoiceKind::Invoice,
            address: Some(InvoiceAddress {
                city: "Lima".to_owned(),
            }),
        }),
        ChoicesPayment::Cash(Cash {
            kind: "Cash".to_owned(),
            cents: 5,
        }),
    ];
    for payment in payments {
        let sent = Choices {
            payment: Some(payment),
            exactly: Some(ChoicesExactly::String("ab".to_owned())),
            nullable: Some(None),
            expression: Some(Expression::ExpressionVariant3(negate.clone().into())),
            ..Choices::default()
        };
        assert_eq!(
            client.sample_choices(&sent).await.expect("understood"),
            sent
        );
    }
    let mut shelf = Shelf::new("inner");
    shelf.by_name = Some(BTreeMap::from([("x".to_owned(), Shelf::new("deep"))]));
    let sent = Objects {
        shelf: Some(Shelf {
            parent: Some(Box::new(shelf)),
            ..Shelf::new("outer")
        }),
        novel: Some(Novel {
            title: "Ulysses".to_owned(),
            pages: 730,
            author: "Joyce".to_owned(),
        }),
        typed: Some(ObjectsTyped {
            name: "a".to_owned(),
            additional_properties: BTreeMap::from([("more".to_owned(), 2)]),
        }),
        ..Objects::default()
    };
    assert_eq!(
        client.sample_objects(&sent).await.expect("understood"),
        sent
    );
}

#[tokio::test]
async fn what_goes_one_way_only_and_names_that_collide() {
    let client = client(Options::new()).await;
    let reader = client
        .sample_ways(&ReaderRequest::new("Ada", "secret"))
        .await
        .expect("understood");
    assert_eq!((reader.name.as_str(), reader.id.as_str()), ("Ada", "6"));
    let sent = StringModel::new("a", "b");
    let got = client.r#fn(&sent).await.expect("understood");
    assert_eq!(got, sent);
}

#[tokio::test]
async fn several_successes() {
    let client = client(Options::new()).await;
    let nothing = client.sample_list(None).await.expect("understood");
    assert_eq!(nothing, SampleListSuccess::Status204);
    for list in [None, Some(vec![1, 2])] {
        let answer = client.sample_list(Some(&list)).await.expect("understood");
        assert_eq!(answer, SampleListSuccess::Status200(list));
    }
}

#[test]
fn values_that_the_service_has_learnt_since_are_kept() {
    let fr: Language = from_str("\"fr\"").expect("a language");
    assert_eq!(fr, Language::Unknown("fr".to_owned()));
    assert_eq!(to_value(&fr).expect("JSON"), "fr");
    let seven: ValuesStars = from_str("7").expect("stars");
    assert_eq!(seven, ValuesStars::Unknown(json!(7)));
    let coin: ChoicesPayment = from_str(r#"{"kind":"coin"}"#).expect("a payment");
    assert_eq!(coin, ChoicesPayment::Unknown(json!({ "kind": "coin" })));
    let cash: Cash = from_str(r#"{"kind":"cash","cents":1,"new":true}"#).expect("cash");
    assert_eq!(cash.cents, 1);
}
