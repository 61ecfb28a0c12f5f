use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::routing::{MethodRouter, get};
use tower::ServiceExt as _;

use super::exchange::{Shop, stub, text};
use super::request::head;
use crate::Rejection;
use crate::exchange::Stub;
use crate::parameters::{segment, segment_list, segment_texts};
use crate::paths::{group, matched};

#[test]
fn a_template_finds_the_texts_of_its_placeholders() {
    for (template, path, expected) in [
        ("/a/b", "/a/b", Some(vec![])),
        ("/a/b", "/a/b/", None),
        ("/{a}/", "/x/", Some(vec![("a", "x")])),
        ("/{a}/", "/x", None),
        ("/{a}", "/", None),
        ("/{a}.json", "/x.json", Some(vec![("a", "x")])),
        ("/{a}.json", "/x.json.json", Some(vec![("a", "x.json")])),
        ("/{a}.json", "/.json", None),
        ("/{a}.json", "/x.xml", None),
        ("/x{a}y", "/xy", None),
        ("/{a}-{b}", "/1-2-3", Some(vec![("a", "1"), ("b", "2-3")])),
        (
            "/{a}-{b}",
            "/1%2D2-3",
            Some(vec![("a", "1%2D2"), ("b", "3")]),
        ),
        ("/{a}-{b}", "/-1", None),
        ("/{a}-{b}", "/1-", None),
        ("/{a}/{a}", "/x/%78", Some(vec![("a", "x"), ("a", "%78")])),
        ("/{a}/{a}", "/x/y", None),
        ("/{a}:b", "/%3A:b", Some(vec![("a", "%3A")])),
    ] {
        assert_eq!(matched(template, path), expected, "{template} {path}");
    }
}

#[test]
fn the_texts_are_values_and_lists() {
    let sent = head("/a%2Fb+c.x,y%2Cz", &[]);
    let texts = segment_texts(&sent, "/{one}.{many}").unwrap();
    assert_eq!(segment::<String>(&texts, "one").unwrap(), "a/b+c");
    assert_eq!(
        segment_list::<String>(&texts, "many").unwrap(),
        ["x", "y,z"]
    );
    let refused = |rejection| match rejection {
        Rejection::Parameter(violation) => violation.to_string(),
        other => panic!("{other:?}"),
    };
    let found = segment::<bool>(&texts, "one").map_err(refused);
    assert_eq!(found.unwrap_err(), "one must be true or false");
    let found = segment_list::<u8>(&texts, "many").map_err(refused);
    assert_eq!(
        found.unwrap_err(),
        "many[0] must be an unsigned 8-bit integer"
    );
    let sent = head("/%ff.x", &[]);
    let found = segment_texts(&sent, "/{one}.{many}").map(drop);
    let expected = "The path must be percent-encoded UTF-8";
    assert_eq!(found.map_err(refused).unwrap_err(), expected);
}

fn methods(name: &'static str) -> MethodRouter<Stub<Shop>> {
    get(async move || name).fallback(async |State(stub): State<Stub<Shop>>, request: Request| {
        stub.turn_away(Rejection::MethodNotAllowed { allow: "GET, HEAD" }, request)
    })
}

#[tokio::test]
async fn the_first_path_of_a_group_that_fits_is_taken() {
    let paths = vec![
        ("/a/{b}.json", methods("json")),
        ("/a/{b}", methods("any")),
        ("/{a}/x", methods("elsewhere")),
    ];
    let router = Router::new()
        .route("/a/{segment1}", group(paths))
        .with_state(stub());
    let nested = Router::new().nest("/v1", router.clone());
    for (line, expected) in [
        ("GET /a/b.json", "200 json"),
        ("GET /a/b", "200 any"),
        ("HEAD /a/b.json", "200 "),
        (
            "POST /a/b.json",
            "405 Method not allowed; this path takes GET, HEAD",
        ),
    ] {
        let (method, path) = line.split_once(' ').unwrap();
        for (router, path) in [(&router, path.to_owned()), (&nested, format!("/v1{path}"))] {
            let request = Request::builder().method(method).uri(path);
            let request = request.body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(text(response).await, expected, "{line}");
        }
    }
    let paths = vec![("/a/{b}.json", methods("json"))];
    let router = Router::new()
        .route("/a/{segment1}", group(paths))
        .with_state(stub());
    let request = Request::builder().uri("/a/b").body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(text(response).await, "404 Unknown path");
}
