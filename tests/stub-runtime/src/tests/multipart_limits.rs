//! How much of a body of parts is read, and where it is held meanwhile.

use std::time::Duration;

use tokio::io::AsyncReadExt as _;

use super::multipart::{LAYOUT, field, read};
use super::request::chunked;
use crate::limits::{Limits, MultipartLimits};
use crate::rejection::Rejection;

fn limits(change: impl FnOnce(&mut MultipartLimits)) -> Limits {
    let mut limits = Limits::default();
    change(&mut limits.multipart);
    limits
}

async fn refused(parts: &[String], limits: Limits) -> Option<Rejection> {
    let body = format!("{}--b--", parts.concat());
    read(body, &LAYOUT, limits).await.err()
}

#[tokio::test]
async fn each_part_all_of_them_and_their_number_have_limits() {
    let texts = |count: usize| vec![field("text", "1234"); count];
    let too_large = |field: &str, limit_bytes| {
        let field = field.to_owned();
        Some(Rejection::PartTooLarge { field, limit_bytes })
    };
    let small = |limits: &mut MultipartLimits| limits.text_bytes = 4;
    assert_eq!(refused(&texts(2), limits(small)).await, None);
    let large = [field("text", "12345")];
    assert_eq!(refused(&large, limits(small)).await, too_large("text", 4));
    let file = [field("file", "123456")];
    let small = |limits: &mut MultipartLimits| limits.file_bytes = 5;
    assert_eq!(refused(&file, limits(small)).await, too_large("file", 5));
    let other = [field("other", "123456")];
    assert_eq!(refused(&other, limits(small)).await, too_large("other", 5));
    let few = |limits: &mut MultipartLimits| limits.parts = 2;
    assert_eq!(refused(&texts(2), limits(few)).await, None);
    let many = refused(&texts(3), limits(few)).await.unwrap();
    assert_eq!(
        (many.status().as_u16(), many.to_string().as_str()),
        (413, "The request body has more than 2 parts")
    );
    let body = |limits: &mut MultipartLimits| limits.body_bytes = 100;
    let too_large = Some(Rejection::BodyTooLarge { limit_bytes: 100 });
    assert_eq!(refused(&texts(2), limits(body)).await, too_large);
    let text: &'static str = format!("{}--b--", texts(2).concat()).leak();
    let pieces = chunked(&[&text[..90], &text[90..]], false);
    assert_eq!(read(pieces, &LAYOUT, limits(body)).await.err(), too_large);
}

#[tokio::test(start_paused = true)]
async fn a_body_of_parts_has_a_time_of_its_own() {
    let start = tokio::time::Instant::now();
    let slow = limits(|limits| limits.body_time = Duration::from_secs(77));
    let late = read(chunked(&["--b\r\n"], true), &LAYOUT, slow).await.err();
    assert_eq!(late, Some(Rejection::BodyTimeout));
    assert_eq!(start.elapsed(), Duration::from_secs(77));
    let broken = chunked(&["--b\r\n", "broken"], false);
    let broken = read(broken, &LAYOUT, Limits::default()).await.err();
    assert_eq!(broken, Some(Rejection::BodyUnreadable));
}

#[tokio::test]
async fn large_files_are_read_from_where_they_were_put() {
    let content = "0123456789".repeat(5000);
    for memory_bytes in [0, 10, 49_999, 50_000, 100_003] {
        let limits = limits(|limits| limits.memory_bytes = memory_bytes);
        let parts = [
            field("files", &content),
            field("files", ""),
            field("files", &content),
        ];
        let body = format!("{}--b--", parts.concat());
        let mut parts = read(body, &LAYOUT, limits).await.unwrap();
        let mut files = parts.files("files", &[]).unwrap();
        let mut last = files.pop().unwrap();
        let mut start = [0; 15];
        last.read_exact(&mut start).await.unwrap();
        assert_eq!(&start, b"012345678901234");
        let mut rest = String::new();
        last.read_to_string(&mut rest).await.unwrap();
        assert_eq!(rest, content[15..]);
        assert!(files.pop().unwrap().bytes().await.unwrap().is_empty());
        let mut first = files.pop().unwrap();
        assert_eq!(first.len(), content.len());
        first.read_exact(&mut start).await.unwrap();
        assert_eq!(first.bytes().await.unwrap(), content.as_bytes()[15..]);
    }
}
