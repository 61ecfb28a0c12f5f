use axum::body::{Body, Bytes};

use super::head::PartHead;
use super::scanner::Scanner;
use super::spool::Spool;
use crate::limits::MultipartLimits;
use crate::multipart::{FurtherParts, MultipartLayout, UploadedFile};
use crate::rejection::Rejection;
use crate::violation::Violation;

/// The parts of a body, in the order in which they came.
#[derive(Default)]
pub(crate) struct ReceivedParts {
    pub(super) texts: Vec<(&'static str, Bytes)>,
    pub(super) files: Vec<(String, UploadedFile)>,
}

impl ReceivedParts {
    /// Reads a body to its end.
    pub(crate) async fn read(
        body: &mut Body,
        boundary: &str,
        layout: &MultipartLayout,
        limits: MultipartLimits,
    ) -> Result<Self, Rejection> {
        let mut scanner = Scanner::new(body, boundary, limits.body_bytes);
        let mut received = Self::default();
        let mut memory_left = limits.memory_bytes;
        let mut parts = 0;
        while let Some(head) = scanner.next_part().await? {
            parts += 1;
            if parts > limits.parts {
                let limit = limits.parts;
                return Err(Rejection::TooManyParts { limit });
            }
            let named = |names: &[&'static str]| {
                let mut names = names.iter().copied();
                names.find(|name| head.is_named(name))
            };
            if let Some(name) = named(layout.texts) {
                let text = text(&mut scanner, name, limits.text_bytes).await?;
                received.texts.push((name, text));
                continue;
            }
            let name = match (named(layout.files), layout.further) {
                (Some(name), _) => name.to_owned(),
                (None, FurtherParts::Kept) => head.plain_name(),
                (None, FurtherParts::Ignored) => continue,
                (None, FurtherParts::Denied) => {
                    return Err(Rejection::Body(Violation {
                        field: head.plain_name(),
                        problem: "is not allowed".to_owned(),
                    }));
                }
            };
            let spool = spool(&mut scanner, &name, limits.file_bytes, memory_left).await?;
            memory_left -= spool.memory();
            received.files.push((name, uploaded(head, spool).await?));
        }
        Ok(received)
    }
}

async fn text(
    scanner: &mut Scanner<'_>,
    name: &str,
    limit_bytes: usize,
) -> Result<Bytes, Rejection> {
    let mut text = Vec::new();
    while let Some(piece) = scanner.piece().await? {
        if text.len() + piece.len() > limit_bytes {
            let field = name.to_owned();
            return Err(Rejection::PartTooLarge { field, limit_bytes });
        }
        text.extend_from_slice(&piece);
    }
    Ok(text.into())
}

async fn spool(
    scanner: &mut Scanner<'_>,
    name: &str,
    limit_bytes: usize,
    memory_left: usize,
) -> Result<Spool, Rejection> {
    let mut spool = Spool::default();
    while let Some(piece) = scanner.piece().await? {
        if spool.len + piece.len() > limit_bytes {
            let field = name.to_owned();
            return Err(Rejection::PartTooLarge { field, limit_bytes });
        }
        let added = spool.add(&piece, memory_left).await;
        added.map_err(|_| Rejection::Internal)?;
    }
    Ok(spool)
}

async fn uploaded(head: PartHead, spool: Spool) -> Result<UploadedFile, Rejection> {
    let len = spool.len;
    let contents = spool.finish().await.map_err(|_| Rejection::Internal)?;
    Ok(UploadedFile::new(
        head.file_name,
        head.content_type,
        len,
        contents,
    ))
}
