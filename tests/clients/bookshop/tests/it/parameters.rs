use bookshop_client::Error;
use bookshop_client::Options;
use bookshop_client::models::{SampleParametersStars, Sort};
use bookshop_client::operations::SampleParametersParameters;

use crate::shop::client;

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[tokio::test]
async fn arrive_in_each_place_and_style() {
    let client = client(Options::new()).await;
    let parameters = SampleParametersParameters {
        sort: Some(Sort::Price2),
        stars: Some(SampleParametersStars::Value2),
        tag: Some(texts(&["a b&c", "ü,+"])),
        ids: Some(vec![1, 20]),
        sizes: Some(vec![1.0, 2.5]),
        words: Some(texts(&["one", "two"])),
        since: Some("2026-01-31".to_owned()),
        maybe: Some(false),
        x_labels: Some(texts(&["x", "y"])),
        theme: Some("dark".to_owned()),
        ..SampleParametersParameters::new(texts(&["a/b?", "c%d"]), 3)
    };
    let answer = client
        .sample_parameters(&parameters)
        .await
        .expect("understood");
    for (name, expected) in [
        ("names", r#"["a/b?", "c%d"]"#),
        ("tag", r#"Some(["a b&c", "ü,+"])"#),
        ("ids", "Some([1, 20])"),
        ("sizes", "Some([1.0, 2.5])"),
        ("words", r#"Some(["one", "two"])"#),
        ("since", r#"Some("2026-01-31")"#),
        ("maybe", "Some(false)"),
        ("X-Page", "3"),
        ("X-Labels", r#"Some(["x", "y"])"#),
        ("theme", r#"Some("dark")"#),
    ] {
        assert_eq!(answer[name], expected, "{name}");
    }
    assert!(
        answer["stars"]
            .as_str()
            .is_some_and(|stars| stars.contains('2'))
    );
    assert_ne!(answer["sort"], "None");
}

#[tokio::test]
async fn are_absent_when_they_are_not_given() {
    let client = client(Options::new()).await;
    let parameters = SampleParametersParameters::new(texts(&["ab"]), 1);
    let answer = client
        .sample_parameters(&parameters)
        .await
        .expect("understood");
    for name in [
        "sort", "stars", "tag", "ids", "since", "maybe", "X-Labels", "theme",
    ] {
        assert_eq!(answer[name], "None", "{name}");
    }
}

#[tokio::test]
async fn that_cannot_be_sent_are_refused() {
    let client = client(Options::new()).await;
    let mut parameters = SampleParametersParameters::new(texts(&["ab"]), 1);
    parameters.theme = Some("dark; other=1".to_owned());
    let error = client
        .sample_parameters(&parameters)
        .await
        .expect_err("a cookie of its own");
    assert!(
        matches!(&error, Error::Unsent(why) if why.contains("theme")),
        "{error}"
    );
    parameters.theme = None;
    parameters.names = texts(&[".."]);
    let error = client
        .sample_parameters(&parameters)
        .await
        .expect_err("another path");
    assert!(
        matches!(&error, Error::Unsent(why) if why.contains("names")),
        "{error}"
    );
}
