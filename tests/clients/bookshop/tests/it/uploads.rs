//! Files that the bookshop gets.

use std::fs;
use std::io::Cursor;

use bookshop_client::models::{CoverAuthor, CoverKind, ReceivedCover, ReceivedFile};
use bookshop_client::operations::{
    UploadAnyBody, UploadAnySuccess, UploadCoverBody, UploadCoverError,
};
use bookshop_client::{Error, FilePart, Options};

use crate::shop::client;

fn large() -> Vec<u8> {
    (0..500_000).map(|index| (index % 256) as u8).collect()
}

fn received(part: &str, content: &[u8], name: Option<&str>, kind: &str) -> ReceivedFile {
    let sum = content.iter().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add((*byte).into())
    });
    ReceivedFile {
        part: part.to_owned(),
        file_name: name.map(str::to_owned),
        content_type: Some(kind.to_owned()),
        length: content.len() as i64,
        sum: sum.into(),
    }
}

fn author(name: &str, born: Option<i64>) -> CoverAuthor {
    let name = name.to_owned();
    CoverAuthor { name, born }
}

#[tokio::test]
async fn each_part_arrives_as_it_was_sent() {
    let shop = client(Options::new().reader_key("good")).await;
    let hostile = "a\"b\r\n;é 名\\.png";
    let cover = FilePart::reader(Cursor::new(large()), None).named(hostile);
    let body = UploadCoverBody {
        title: "Ünder\r\n--the sea\n".to_owned(),
        pages: Some(7),
        price: Some(1.5),
        draft: Some(true),
        kind: Some(CoverKind::EBook),
        when: Some("2026-01-31T12:00:00Z".to_owned()),
        tags: ["a,b", "", "c"].map(str::to_owned).to_vec(),
        author: Some(author("\"A\"", None)),
        translators: vec![author("B", Some(1900)), author("C", None)],
        ratings: Some(vec![5, 4]),
        blurb: Some("# Blurb".to_owned()),
        quo_ted_und_22: Some("quoted".to_owned()),
        samples: vec!["".into(), FilePart::bytes(large()).named("")],
        anything: Some(b"\x00\xff".into()),
        ..UploadCoverBody::new("", cover.of_type("image/webp"))
    };
    let answer = shop.upload_cover(body).await.expect("an answer");
    let expected = ReceivedCover {
        title: Some("Ünder\r\n--the sea\n".to_owned()),
        pages: Some(7),
        price: Some(1.5),
        draft: Some(true),
        kind: Some(CoverKind::EBook),
        when: Some("2026-01-31T12:00:00Z".to_owned()),
        tags: Some(["a,b", "", "c"].map(str::to_owned).to_vec()),
        author: Some(author("\"A\"", None)),
        translators: Some(vec![author("B", Some(1900)), author("C", None)]),
        ratings: Some(vec![5, 4]),
        blurb: Some("# Blurb".to_owned()),
        quoted: Some("quoted".to_owned()),
        note: None,
        files: vec![
            received("cover", &large(), Some(hostile), "image/webp"),
            received("samples", b"", Some("samples"), "application/pdf"),
            received("samples", &large(), None, "application/pdf"),
            received(
                "anything",
                b"\x00\xff",
                Some("anything"),
                "application/octet-stream",
            ),
        ],
    };
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn a_file_arrives_under_its_name() {
    let shop = client(Options::new().reader_key("good")).await;
    let path = std::env::temp_dir().join(format!("cover é {}.png", std::process::id()));
    fs::write(&path, large()).expect("a file");
    let cover = FilePart::file(&path).await.expect("a file");
    let answer = shop.upload_cover(UploadCoverBody::new("a", cover)).await;
    fs::remove_file(&path).expect("it goes");
    let name = path.file_name().map(|name| name.to_string_lossy());
    let expected = [received("cover", &large(), name.as_deref(), "image/png")];
    assert_eq!(answer.expect("an answer").files, expected);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_its_name() {
    let shop = client(Options::new().reader_key("good")).await;
    let body = || UploadCoverBody::new("a", "");
    let text = FilePart::bytes("").of_type("text/plain");
    for (body, message) in [
        (
            UploadCoverBody::new("", ""),
            "title must have at least 1 character",
        ),
        (
            UploadCoverBody {
                pages: Some(0),
                ..body()
            },
            "pages must be at least 1",
        ),
        (
            UploadCoverBody {
                tags: vec![String::new(); 4],
                ..body()
            },
            "tags must have 1 to 3 items",
        ),
        (
            UploadCoverBody {
                samples: vec!["".into(), "".into(), "".into()],
                ..body()
            },
            "samples must have at most 2 items",
        ),
        (
            UploadCoverBody {
                author: Some(author("", None)),
                ..body()
            },
            "author.name must have at least 1 character",
        ),
        (
            UploadCoverBody::new("a", text),
            "cover must be of image/png or image/*",
        ),
    ] {
        let error = shop.upload_cover(body).await.expect_err("a refusal");
        let Error::Status(failure) = error else {
            panic!("{error}");
        };
        assert_eq!((failure.status, failure.message.as_str()), (400, message));
        assert!(matches!(failure.body, UploadCoverError::Default(_)));
    }
    // Credentials come before the body.
    let stranger = client(Options::new().reader_key("bad")).await;
    let cover = UploadCoverBody::new("", large());
    let error = stranger.upload_cover(cover).await.expect_err("a refusal");
    assert_eq!(error.status(), Some(403));
}

#[tokio::test]
async fn parts_may_have_any_names() {
    let shop = client(Options::new()).await;
    let nothing = shop.upload_any(None).await.expect("an answer");
    assert_eq!(nothing, UploadAnySuccess::Status204);
    let names = ["a\"b", "a\r\nb", "é", "a"];
    let further = names.map(|name| (name.to_owned(), name.into()));
    let further_parts = further.into();
    let body = UploadAnyBody {
        note: None,
        further_parts,
    };
    let answer = shop.upload_any(Some(body)).await.expect("an answer");
    let UploadAnySuccess::Status200(answer) = answer else {
        panic!("{answer:?}");
    };
    let kind = "application/octet-stream";
    let expected = names.map(|name| received(name, name.as_bytes(), Some(name), kind));
    assert_eq!(answer.files, expected);
}
