use std::io;

use async_trait::async_trait;
use axum::http::request::Parts;
use bookshop_api::UploadedFile;
use bookshop_api::apis::uploads::{
    UploadAnyBody, UploadAnyResponse, UploadCoverBody, UploadCoverResponse, Uploads,
};
use bookshop_api::models::{ReceivedCover, ReceivedFile};
use tokio::io::AsyncReadExt as _;

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::Shop;

/// Each answers what it was handed.
#[async_trait]
impl Uploads for Shop {
    async fn upload_cover(
        &self,
        _principal: Caller,
        body: UploadCoverBody,
        _head: &Parts,
    ) -> Result<UploadCoverResponse, Refused> {
        let samples = body.samples.into_iter();
        let samples = samples.map(|sample| ("samples".to_owned(), sample));
        let anything = body.anything.map(|file| ("anything".to_owned(), file));
        let files = [("cover".to_owned(), body.cover)].into_iter();
        let files = files.chain(samples).chain(anything).collect();
        let list = |list: Vec<String>| (!list.is_empty()).then_some(list);
        Ok(UploadCoverResponse::Status200(Box::new(ReceivedCover {
            title: Some(body.title),
            pages: body.pages,
            price: body.price,
            draft: Some(body.draft),
            kind: body.kind,
            when: body.when,
            tags: list(body.tags),
            author: body.author,
            translators: (!body.translators.is_empty()).then_some(body.translators),
            ratings: body.ratings,
            blurb: body.blurb,
            quoted: body.quo_ted_und_22,
            note: None,
            files: received(files).await?,
        })))
    }

    async fn upload_any(
        &self,
        body: Option<UploadAnyBody>,
        _head: &Parts,
    ) -> Result<UploadAnyResponse, Refused> {
        let Some(body) = body else {
            return Ok(UploadAnyResponse::Status204);
        };
        Ok(UploadAnyResponse::Status200(Box::new(ReceivedCover {
            title: None,
            pages: None,
            price: None,
            draft: None,
            kind: None,
            when: None,
            tags: None,
            author: None,
            translators: None,
            ratings: None,
            blurb: None,
            quoted: None,
            note: body.note,
            files: received(body.further_parts).await?,
        })))
    }
}

async fn received(files: Vec<(String, UploadedFile)>) -> Result<Vec<ReceivedFile>, Refused> {
    let mut received = Vec::new();
    for (part, mut file) in files {
        let length = file.len().try_into().map_err(|_| Refused::Unreadable)?;
        let sum = sum(&mut file).await.map_err(|_| Refused::Unreadable)?;
        received.push(ReceivedFile {
            part,
            file_name: file.file_name,
            content_type: file.content_type,
            length,
            sum: sum.into(),
        });
    }
    Ok(received)
}

/// The bytes as digits of base 31, read piece by piece.
async fn sum(file: &mut UploadedFile) -> io::Result<u32> {
    let mut sum = 0_u32;
    let mut piece = [0; 4096];
    loop {
        match file.read(&mut piece).await? {
            0 => return Ok(sum),
            read => {
                for byte in &piece[..read] {
                    sum = sum.wrapping_mul(31).wrapping_add((*byte).into());
                }
            }
        }
    }
}
