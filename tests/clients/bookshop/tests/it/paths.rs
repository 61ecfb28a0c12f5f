use bookshop_client::operations::{
    PathAgainParameters, PathAllParameters, PathCancelParameters, PathJsonParameters,
    PathKindParameters, PathNameParameters, PathNumberParameters, PathRangeParameters,
};
use bookshop_client::{Error, Options};

use crate::shop::client;

fn text(text: &str) -> String {
    text.to_owned()
}

#[tokio::test]
async fn values_that_hold_what_ends_them_arrive() {
    let client = client(Options::new()).await;
    for (name, kind) in [("a", "b"), ("a.b/c", "d.json"), (".", "."), ("..", "é%2E")] {
        let parameters = PathKindParameters {
            name: text(name),
            kind: text(kind),
        };
        let found = client.path_kind(&parameters).await.expect("understood");
        assert_eq!(
            [&found["operation"], &found["name"], &found["kind"]],
            ["kind", name, kind]
        );
    }
    for (from, until) in [
        ("1", "2"),
        ("1-to-2", "3-to-4"),
        ("-", "-"),
        ("%2D", ".csv"),
    ] {
        let parameters = PathRangeParameters {
            from: text(from),
            until: text(until),
        };
        let found = client.path_range(&parameters).await.expect("understood");
        assert_eq!(
            [&found["operation"], &found["from"], &found["until"]],
            ["range", from, until]
        );
    }
    for name in ["a", "a:cancel", "a/b?", ".."] {
        let parameters = PathCancelParameters { name: text(name) };
        let found = client.path_cancel(&parameters).await.expect("understood");
        assert_eq!([&found["operation"], &found["name"]], ["cancel", name]);
        let parameters = PathAgainParameters {
            name: format!("{name}x"),
        };
        let found = client.path_again(&parameters).await.expect("understood");
        assert_eq!(found["name"], format!("{name}x"));
    }
    let parameters = PathAllParameters {
        names: vec![text("a,b"), text("c:all")],
    };
    let found = client.path_all(&parameters).await.expect("understood");
    assert_eq!([&found["operation"], &found["names"]], ["all", "a,b|c:all"]);
}

#[tokio::test]
async fn twins_are_two_calls() {
    let client = client(Options::new()).await;
    let found = client
        .path_name(&PathNameParameters { name: text("7") })
        .await;
    assert_eq!(found.expect("understood")["operation"], "name");
    let found = client
        .path_number(&PathNumberParameters { number: 7 })
        .await;
    assert_eq!(found.expect("understood")["operation"], "number");
    let found = client.path_literal().await.expect("understood");
    assert_eq!(found["operation"], "literal");
}

#[tokio::test]
async fn an_empty_part_is_refused() {
    let client = client(Options::new()).await;
    let error = client
        .path_json(&PathJsonParameters { name: text("") })
        .await;
    let error = error.expect_err("another path");
    assert!(
        matches!(&error, Error::Unsent(why) if why.contains("name")),
        "{error}"
    );
}
