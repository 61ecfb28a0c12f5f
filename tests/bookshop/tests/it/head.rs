use std::net::SocketAddr;

use bookshop::Branch;

use crate::server::{READER, Server};

#[tokio::test]
async fn what_the_document_does_not_describe_reaches_a_method() {
    let server = Server::start_branch(Branch("Leeds")).await;
    let headers = [READER, ("x-desk", "3")];
    let answer = server.ask("GET /books/id", &headers).await.json();
    let id = answer["id"].as_str().expect("an id");
    let peer = id.strip_prefix("at desk 3 from ");
    let peer = peer.and_then(|rest| rest.strip_suffix(" in Leeds"));
    let peer: SocketAddr = peer.expect(id).parse().expect("an address");
    assert!(peer.ip().is_loopback());
    // What it is given beside is what the document describes.
    assert_eq!(answer["name"], "readerKey");
}

#[tokio::test]
async fn nothing_is_made_up() {
    let server = Server::start().await;
    let answer = server.ask("GET /books/id", &[READER]).await.json();
    assert_eq!(answer["id"], "caller");
}
