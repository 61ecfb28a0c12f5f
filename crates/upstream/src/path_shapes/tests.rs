use serde_json::json;

use super::*;

fn shapes(server: &str, paths: &[&str]) -> PathShapes {
    let paths: serde_json::Map<_, _> = paths
        .iter()
        .map(|path| ((*path).to_owned(), json!({})))
        .collect();
    let document = json!({"openapi": "3.1.0", "servers": [{"url": server}], "paths": paths});
    PathShapes::read(&document.to_string()).expect("valid")
}

#[test]
fn paths_by_shape() {
    let shapes = shapes(
        "https://api.example.com/",
        &[
            "/api/chats/{id}",
            "/api/chats/{id}/copy",
            "/api/chats/recent",
            "/",
        ],
    );
    for (path, shape) in [
        ("/api/chats/1", Some("/api/chats/{id}")),
        ("/api/chats/recent", Some("/api/chats/recent")),
        ("/api/chats/recent/copy", Some("/api/chats/{id}/copy")),
        ("/api/chats/", None),
        ("/api/chats", None),
        ("/api/chats/1/2/3", None),
        ("/API/chats/1", None),
        ("/", Some("/")),
    ] {
        assert_eq!(shapes.shape_of(path), shape, "{path}");
    }
    assert_eq!(PathShapes::default().shape_of("/"), None);
}

#[test]
fn servers_have_paths() {
    for (server, path) in [
        ("https://api.example.com/v1/", "/v1/a"),
        ("https://api.example.com", "/a"),
        ("/v2", "/v2/a"),
        ("", "/a"),
    ] {
        assert_eq!(shapes(server, &["/a"]).shape_of(path), Some(path));
    }
}

#[test]
fn what_is_no_document() {
    for (text, problem) in [
        ("{", "not valid JSON"),
        ("{}", "not an OpenAPI document with paths"),
        ("{\"paths\":{}}", "not an OpenAPI document with paths"),
        (
            "{\"openapi\":\"3.1.0\"}",
            "not an OpenAPI document with paths",
        ),
    ] {
        let error = PathShapes::read(text).expect_err(text).to_string();
        assert!(error.starts_with(problem), "{error}");
    }
    let paths: Vec<_> = (0..=MAX_SHAPES)
        .map(|number| format!("\"/{number}\":{{}}"))
        .collect();
    let text = format!(
        "{{\"openapi\":\"3.1.0\",\"paths\":{{{}}}}}",
        paths.join(",")
    );
    assert!(matches!(
        PathShapes::read(&text),
        Err(InvalidDocument::TooMany)
    ));
}
