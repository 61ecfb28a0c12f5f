//! What the parts of a body are taken for.

use axum::body::Body;
use serde_json::{Value, json};

use super::request::{chunked, head};
use crate::body::RequestBody;
use crate::forms::Form;
use crate::limits::Limits;
use crate::multipart::{FurtherParts, MultipartLayout, ReceivedParts, UploadedFile, required};
use crate::rejection::Rejection;

pub(super) const MEDIA: &str = "multipart/form-data";

pub(super) static LAYOUT: MultipartLayout = MultipartLayout {
    texts: &["text", "list", "json", "quo\"te%22"],
    files: &["file", "files"],
    further: FurtherParts::Kept,
};

/// Reads a body whose boundary is `b`.
pub(super) async fn read(
    body: impl Into<Body>,
    layout: &MultipartLayout,
    limits: Limits,
) -> Result<ReceivedParts, Rejection> {
    let head = head(
        "/",
        &[("content-type", "Multipart/Form-Data; boundary=\"b\"")],
    );
    let mut body = RequestBody::new(&head.headers, body.into(), limits);
    let parts = body.multipart(&head.headers, MEDIA, layout, Ok).await?;
    assert!(!body.discard());
    Ok(parts.unwrap())
}

/// A part with these lines of headers.
pub(super) fn part(lines: &[&str], content: &str) -> String {
    format!("--b\r\n{}\r\n\r\n{content}\r\n", lines.join("\r\n"))
}

pub(super) fn field(name: &str, content: &str) -> String {
    part(
        &[&format!("Content-Disposition: form-data; name={name}")],
        content,
    )
}

pub(super) async fn parts(parts: &[String]) -> Result<ReceivedParts, Rejection> {
    let body = format!("{}--b--\r\n", parts.concat());
    read(body, &LAYOUT, Limits::default()).await
}

async fn shown(file: UploadedFile) -> (Option<String>, Option<String>, String) {
    let (name, kind) = (file.file_name.clone(), file.content_type.clone());
    let bytes = file.bytes().await.unwrap();
    (name, kind, String::from_utf8(bytes.into()).unwrap())
}

#[tokio::test]
async fn a_file_has_its_name_and_its_type() {
    for (disposition, name) in [
        ("name=\"file\"; filename=\"a.txt\"", Some("a.txt")),
        ("filename=a.txt; name=file", Some("a.txt")),
        ("name=file", None),
        ("name=file; filename=\"\"", None),
        (
            "name=\"file\"; filename=\"a%22b%0D%0A%25.txt\"",
            Some("a\"b\r\n%25.txt"),
        ),
        ("name=\"file\"; filename=\"a\\\"b;c\"", Some("a\"b;c")),
        ("name=\"file\"; filename=\"C:\\dir\\a\"", Some("C:\\dir\\a")),
        ("name=\"file\"; filename=\"dir\\\"", Some("dir\\")),
        ("name=\"file\"; filename=\"ü 名.txt\"", Some("ü 名.txt")),
        ("name=file; filename*=utf-8''%C3%BC%22", Some("ü\"")),
        ("name*=UTF-8''file; filename*=latin1''a", None),
    ] {
        let line = format!("content-disposition: form-data; {disposition}");
        let part = part(&[&line, "CONTENT-TYPE: text/plain ", "X-Other: 1"], "x");
        let mut parts = parts(&[part]).await.unwrap();
        let file = parts.file("file", &[]).unwrap().unwrap();
        let expected = (
            name.map(str::to_owned),
            Some("text/plain".to_owned()),
            "x".to_owned(),
        );
        assert_eq!(shown(file).await, expected, "{disposition}");
    }
}

#[tokio::test]
async fn names_compare_as_they_are_sent() {
    for name in ["\"quo\\\"te%22\"", "\"quo%22te%22\""] {
        let mut parts = parts(&[field(name, "x")]).await.unwrap();
        let text = parts.text::<String>("quo\"te%22", &Form::Text).unwrap();
        assert_eq!(text.as_deref(), Some("x"), "{name}");
    }
    let mut parts = parts(&[field("\"a%22b\"", "x")]).await.unwrap();
    let further = parts.further().into_iter().map(|(name, _)| name);
    assert_eq!(further.collect::<Vec<_>>(), ["a\"b"]);
}

#[tokio::test]
async fn texts_are_read_as_forms_and_json_as_json() {
    let form = Form::List(&Form::Number);
    let all = [
        field("text", "a\r\nb\n--b"),
        field("list", "1"),
        field("list", "2.5"),
    ];
    let mut parts = parts(&all).await.unwrap();
    assert_eq!(
        parts.text("text", &Form::Text),
        Ok(Some("a\r\nb\n--b".to_owned()))
    );
    assert_eq!(parts.text("list", &form), Ok(Some(vec![1.0, 2.5])));
    assert_eq!(parts.text::<Value>("list", &form), Ok(None));
    let read = async |name: &'static str, contents: &[&str]| {
        let all: Vec<_> = contents
            .iter()
            .map(|content| field(name, content))
            .collect();
        self::parts(&all).await.unwrap()
    };
    let mut two = read("text", &["a", "b"]).await;
    let twice = two.text::<String>("text", &Form::Text).unwrap_err();
    assert_eq!(twice.to_string(), "text must appear only once");
    let wrong = read("list", &["x"]).await.text::<Vec<f64>>("list", &form);
    assert_eq!(wrong.unwrap_err().to_string(), "list[0] must be a number");
    assert_eq!(
        read("json", &["{\"a\":2.0}"]).await.json("json"),
        Ok(Some(json!({ "a": 2.0 })))
    );
    assert_eq!(read("json", &["2.0"]).await.json("json"), Ok(Some(2)));
    let wrong = read("json", &["[1,\"x\"]"]).await.json::<Vec<u8>>("json");
    assert_eq!(
        wrong.unwrap_err().to_string(),
        "json[1] must be an unsigned 8-bit integer"
    );
    let wrong = read("json", &["{"])
        .await
        .json::<Value>("json")
        .unwrap_err();
    assert!(
        wrong.to_string().starts_with("json is not valid JSON: "),
        "{wrong}"
    );
    assert_eq!(
        read("json", &["1", "2"]).await.jsons("json"),
        Ok(Some(vec![1, 2]))
    );
    assert_eq!(read("json", &[]).await.jsons::<u8>("json"), Ok(None));
    let wrong = read("json", &["1", "-1"]).await.jsons::<u8>("json");
    assert_eq!(
        wrong.unwrap_err().to_string(),
        "json[1] must be an unsigned 8-bit integer"
    );
    let mut parts = read("text", &[]).await;
    let missing = required("text", parts.text::<String>("text", &Form::Text).unwrap());
    assert_eq!(missing.unwrap_err().to_string(), "text is required");
}

#[tokio::test]
async fn a_text_is_utf_8() {
    let mut body = field("text", "").into_bytes();
    body.splice(body.len() - 2.., b"\xff\r\n--b--".to_vec());
    let mut parts = read(body, &LAYOUT, Limits::default()).await.unwrap();
    let refused = parts.text::<String>("text", &Form::Text).unwrap_err();
    assert_eq!(refused.to_string(), "text must be UTF-8");
}

#[tokio::test]
async fn files_are_of_the_media_types_of_the_document() {
    let of = async |kind: &str, accepted: &[&str]| {
        let line = "Content-Disposition: form-data; name=files";
        let file = part(&[line, &format!("Content-Type: {kind}")], "x");
        let plain = part(&[line], "y");
        let files = parts(&[file, plain])
            .await
            .unwrap()
            .files("files", accepted);
        files
            .map(|files| files.len())
            .map_err(|refused| refused.to_string())
    };
    let refused = Err("files must be of image/png or text/*".to_owned());
    for (kind, expected) in [
        ("image/png", Ok(2)),
        ("Image/PNG; q=1", Ok(2)),
        ("text/csv", Ok(2)),
        ("image/jpeg", refused),
    ] {
        assert_eq!(of(kind, &["image/png", "text/*"]).await, expected, "{kind}");
        assert_eq!(of(kind, &[]).await, Ok(2));
        assert_eq!(of(kind, &["*/*"]).await, Ok(2));
    }
}

#[tokio::test]
async fn what_is_no_form_data_is_refused() {
    let mixed = "is not valid multipart/form-data";
    for (body, problem) in [
        ("", "it ends before its last boundary"),
        ("--b\r\n", "it ends before its last boundary"),
        (
            "--b\r\nContent-Disposition: form-data; name=text\r\n\r\nx",
            "it ends before its last boundary",
        ),
        (
            "--b\r\n\r\nx\r\n--b--",
            "a part has no `Content-Disposition: form-data` with a name",
        ),
        (
            "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
            "a part has no `Content-Disposition: form-data` with a name",
        ),
        (
            "--b\r\nno header\r\n\r\nx\r\n--b--",
            "a part has no `Content-Disposition: form-data` with a name",
        ),
    ] {
        let refused = read(body, &LAYOUT, Limits::default()).await.err().unwrap();
        assert_eq!(
            refused.to_string(),
            format!("The request body {mixed}: {problem}"),
            "{body:?}"
        );
        assert_eq!(refused.status(), 400);
    }
    let long = part(&[&format!("X: {}", "x".repeat(9000))], "");
    let refused = parts(&[long]).await.err().unwrap();
    assert!(
        refused
            .to_string()
            .ends_with(": the headers of a part are too long"),
        "{refused}"
    );
    for boundary in [
        "",
        "; boundary=",
        "; boundary=\"\"",
        &format!("; boundary={}", "x".repeat(71)),
    ] {
        let head = head("/", &[("content-type", &format!("{MEDIA}{boundary}"))]);
        let mut body = RequestBody::new(&head.headers, Body::from("x"), Limits::default());
        let refused = body.multipart(&head.headers, MEDIA, &LAYOUT, Ok).await;
        let refused = refused.err().unwrap();
        assert_eq!(
            refused.to_string(),
            "The request body has no valid boundary in its Content-Type"
        );
    }
    let none = head("/", &[]);
    let mut body = RequestBody::new(&none.headers, Body::empty(), Limits::default());
    let nothing = body.multipart(&none.headers, MEDIA, &LAYOUT, Ok).await;
    assert!(nothing.unwrap().is_none());
}

#[tokio::test]
async fn a_body_may_come_in_any_pieces() {
    let content = "\r\n--bX\r\n--\r\n--b -- \r\n-";
    let text = format!(
        "before\r\n{}--b \t\r\nContent-Disposition: form-data; name=text\r\n\r\n\r\n--b--after",
        field("file", content)
    );
    let text: &'static str = text.leak();
    for size in [1, 2, 3, 5, 7, 1000] {
        let pieces: Vec<_> = (0..text.len())
            .step_by(size)
            .map(|start| &text[start..text.len().min(start + size)])
            .collect();
        let mut parts = read(chunked(&pieces, false), &LAYOUT, Limits::default())
            .await
            .unwrap();
        assert_eq!(
            parts.text("text", &Form::Text),
            Ok(Some(String::new())),
            "{size}"
        );
        let file = parts.file("file", &[]).unwrap().unwrap();
        assert_eq!(shown(file).await.2, content, "{size}");
    }
}

#[tokio::test]
async fn parts_without_a_description_are_dropped_refused_or_kept() {
    let body = format!("{}{}--b--", field("other", "x"), field("text", "y"));
    let under = async |further| {
        let layout = MultipartLayout { further, ..LAYOUT };
        read(body.clone(), &layout, Limits::default()).await
    };
    let mut ignored = under(FurtherParts::Ignored).await.unwrap();
    assert!(ignored.further().is_empty());
    assert_eq!(ignored.text("text", &Form::Text), Ok(Some("y".to_owned())));
    let denied = under(FurtherParts::Denied).await.err().unwrap();
    assert_eq!(denied.to_string(), "other is not allowed");
    let mut kept = under(FurtherParts::Kept).await.unwrap().further();
    let (name, file) = kept.pop().unwrap();
    assert_eq!(
        (name.as_str(), file.len(), file.is_empty()),
        ("other", 1, false)
    );
}
