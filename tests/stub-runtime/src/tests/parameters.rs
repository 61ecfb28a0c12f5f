use axum::extract::RawPathParams;
use axum::http::Request;
use axum::http::request::Parts;
use axum::routing::get;
use tower::ServiceExt as _;
use uuid::fmt::Hyphenated;
use validator::{Validate, ValidationError};

use super::request::{head, head_with_bytes};
use crate::forms::Form;
use crate::parameters::{
    self, Parameter, QueryPairs, cookie, header, header_list, path, path_list, path_texts, query,
    query_form, query_list, query_node, query_spread,
};
use crate::rejection::Rejection;
use crate::uri::Uri;
use crate::validation;

fn text<T: std::fmt::Debug>(result: Result<T, Rejection>) -> String {
    match result {
        Err(Rejection::Parameter(violation)) => violation.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The head of a request as the router has it, and the texts of its path.
async fn routed(uri: &str) -> (Parts, Result<RawPathParams, Rejection>) {
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let route = get(async move |request: axum::extract::Request| {
        let (mut head, _) = request.into_parts();
        let texts = path_texts(&mut head).await;
        sender.send((head, texts)).unwrap();
    });
    let router = axum::Router::new().route("/a/{one}/{many}", route);
    let request = Request::builder().uri(uri).body(axum::body::Body::empty());
    router.oneshot(request.unwrap()).await.unwrap();
    receiver.recv().await.unwrap()
}

#[tokio::test]
async fn of_the_path() {
    let (head, texts) = routed("/a/2/b+c,d%2Ce").await;
    let texts = texts.unwrap();
    assert_eq!(path::<i32>(&texts, "one"), Ok(2));
    assert_eq!(path::<String>(&texts, "many").unwrap(), "b+c,d,e");
    let items: Vec<String> = path_list(&head, "many", 3).unwrap();
    assert_eq!(items, ["b+c", "d,e"]);
    assert_eq!(
        text(path::<bool>(&texts, "one")),
        "one must be true or false"
    );
    assert_eq!(
        text(path_list::<i8>(&head, "many", 3)),
        "many[0] must be an 8-bit integer"
    );
    let (_, texts) = routed("/a/%ff/b").await;
    assert_eq!(text(texts), "The path must be percent-encoded UTF-8");
}

#[test]
fn of_the_query() {
    let head = head("/?a=1%2C2&b=3&b=4&a+c=&d=x,y%2Cz&e=x%7Cy&empty=", &[]);
    let pairs = QueryPairs::of(&head);
    assert_eq!(query::<String>(&pairs, "a").unwrap().unwrap(), "1,2");
    assert_eq!(query::<String>(&pairs, "a c").unwrap().unwrap(), "");
    assert_eq!(query::<String>(&pairs, "missing"), Ok(None));
    assert_eq!(
        text(query::<String>(&pairs, "b")),
        "b must appear only once"
    );
    assert_eq!(
        text(query::<u8>(&pairs, "a")),
        "a must be an unsigned 8-bit integer"
    );
    assert_eq!(query_list(&pairs, "b", None), Ok(Some(vec![3u16, 4])));
    assert_eq!(query_list::<u16>(&pairs, "missing", None), Ok(None));
    let list = |name, separator| {
        query_list::<String>(&pairs, name, Some(separator))
            .unwrap()
            .unwrap()
    };
    assert_eq!(list("d", ','), ["x", "y,z"]);
    assert_eq!(list("e", '|'), ["x", "y"]);
    assert_eq!(list("empty", ','), [""; 0]);
    assert_eq!(
        text(query_list::<u16>(&pairs, "b", Some(','))),
        "b must appear only once"
    );
    assert_eq!(
        text(query_list::<u16>(&pairs, "d", Some(','))),
        "d[0] must be an unsigned 16-bit integer"
    );
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Filter {
    least: Option<i32>,
}

static FILTER: Form = Form::Object(&[("least", &Form::Number)], &Form::Any);

#[test]
fn of_several_pairs_of_the_query() {
    let head = head("/?filter[least]=1&bad[least]=a&least=2", &[]);
    let node = query_node(&head).unwrap();
    assert_eq!(
        query_form(&node, "filter", &FILTER),
        Ok(Some(Filter { least: Some(1) }))
    );
    assert_eq!(query_form::<Filter>(&node, "missing", &FILTER), Ok(None));
    assert_eq!(
        text(query_form::<Filter>(&node, "bad", &FILTER)),
        "bad.least must be a 32-bit integer"
    );
    assert_eq!(
        query_spread(&node, &FILTER),
        Ok(Some(Filter { least: Some(2) }))
    );
    let none = query_node(&super::request::head("/", &[])).unwrap();
    assert_eq!(query_spread::<Filter>(&none, &FILTER), Ok(None));
    let wrong = query_node(&super::request::head("/?least=a", &[])).unwrap();
    assert_eq!(
        text(query_spread::<Filter>(&wrong, &FILTER)),
        "least must be a 32-bit integer"
    );
    let deep = super::request::head(&format!("/?a{}=1", "[b]".repeat(40)), &[]);
    assert_eq!(text(query_node(&deep).map(|_| ())), "a is too deep");
}

#[test]
fn of_headers() {
    let head = head(
        "/",
        &[
            ("x-a", " 1 "),
            ("x-b", "1, 2+,3%2C"),
            ("x-b", "4"),
            ("x-empty", ""),
        ],
    );
    assert_eq!(header::<i64>(&head, "x-a"), Ok(Some(1)));
    assert_eq!(header::<i64>(&head, "x-missing"), Ok(None));
    assert_eq!(
        text(header::<String>(&head, "x-b")),
        "x-b must appear only once"
    );
    assert_eq!(
        text(header::<bool>(&head, "x-a")),
        "x-a must be true or false"
    );
    let list = |name| header_list::<String>(&head, name);
    assert_eq!(list("x-b").unwrap().unwrap(), ["1", "2+", "3,", "4"]);
    assert_eq!(list("x-empty").unwrap().unwrap(), [""; 0]);
    assert_eq!(list("x-missing"), Ok(None));
    assert_eq!(
        text(header_list::<i8>(&head, "x-b")),
        "x-b[1] must be an 8-bit integer"
    );
    let bytes = head_with_bytes("x-a", b"\xff");
    assert_eq!(
        text(header::<String>(&bytes, "x-a")),
        "x-a must be visible ASCII"
    );
    assert_eq!(
        text(header_list::<String>(&bytes, "x-a")),
        "x-a must be visible ASCII"
    );
}

#[test]
fn of_cookies() {
    let head = head("/", &[("cookie", "a=1; b=2"), ("cookie", "b=3; c")]);
    assert_eq!(cookie::<u32>(&head, "a"), Ok(Some(1)));
    assert_eq!(cookie::<u32>(&head, "c"), Ok(None));
    assert_eq!(text(cookie::<u32>(&head, "b")), "b must appear only once");
    assert_eq!(text(cookie::<bool>(&head, "a")), "a must be true or false");
}

#[test]
fn types_read_texts() {
    assert_eq!(i32::read("-1"), Some(-1));
    assert_eq!(u64::read("18446744073709551615"), Some(u64::MAX));
    assert_eq!(f64::read("1e3"), Some(1000.0));
    for text in ["+1", "1.0", "1e3", "", " 1", "99999999999"] {
        assert_eq!(i32::read(text), None, "{text}");
    }
    for text in ["inf", "NaN", "1e999", ".5", "+1"] {
        assert_eq!(f64::read(text), None, "{text}");
    }
    assert_eq!(bool::read("True"), None);
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    assert_eq!(Hyphenated::read(id).unwrap().to_string(), id);
    assert_eq!(Hyphenated::read("a"), None);
    assert_eq!(Uri::read("a:b").unwrap().as_str(), "a:b");
    assert_eq!(Uri::read("a"), None);
    assert_eq!(
        [Hyphenated::RULE, Uri::RULE],
        ["must be a UUID", "must be an absolute URI (RFC 3986)"]
    );
}

#[derive(Validate)]
#[validate(schema(function = "Self::rules"))]
struct Parameters {
    page: i32,
}

impl Parameters {
    fn rules(&self) -> Result<(), ValidationError> {
        let positive = |page: &i32| validation::rule(*page > 0, "must be positive");
        validation::field("page", &self.page, positive)?;
        Ok(())
    }
}

#[test]
fn rules_are_kept() {
    assert_eq!(parameters::valid(&Parameters { page: 1 }), Ok(()));
    assert_eq!(
        text(parameters::valid(&Parameters { page: 0 })),
        "page must be positive"
    );
}
