use accounts_tests::{Document, Installation, Protocol};

#[tokio::test]
async fn get_document_is_the_generated_one() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        let answer = service
            .client()
            .over(protocol)
            .ask("GET", "/openapi.json")
            .send()
            .await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json(), *Document::read().value());
        assert_eq!(answer.text(), Document::text(), "byte for byte");
    }
}

#[tokio::test]
async fn get_document_again_not_modified() {
    let service = Installation::new().serve();
    let answer = service.client().ask("GET", "/openapi.json").send().await;
    let tag = answer.header("etag").expect("a tag").to_owned();
    for (condition, status) in [
        (tag.clone(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"other\", {tag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        let client = service.client().ask("GET", "/openapi.json");
        let answer = client.header("if-none-match", &condition).send().await;
        assert_eq!(answer.status, status, "{condition}");
        assert_eq!(answer.body.is_empty(), status == 304, "{condition}");
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
    }
}

#[tokio::test]
async fn head_document_no_body() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        let answer = service
            .client()
            .over(protocol)
            .ask("HEAD", "/openapi.json")
            .send()
            .await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.is_empty());
        let length = Document::text().len().to_string();
        assert_eq!(answer.header("content-length"), Some(length.as_str()));
    }
}
