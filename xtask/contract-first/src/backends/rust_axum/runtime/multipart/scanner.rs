use axum::body::{Body, Bytes};
use http_body_util::BodyExt as _;

use super::head::PartHead;
use crate::rejection::Rejection;
use crate::violation::Violation;

/// Most bytes of the headers of a part.
const MAX_HEAD_BYTES: usize = 8 * 1024;

/// Takes a body apart, a piece after the other. It holds as much as one frame of the body and the headers of one part.
pub(crate) struct Scanner<'b> {
    body: &'b mut Body,
    /// What is left to read.
    left: usize,
    limit: usize,
    /// Read, and not yet taken.
    buffer: Vec<u8>,
    /// The boundary with what stands before it.
    delimiter: Vec<u8>,
}

impl<'b> Scanner<'b> {
    pub(crate) fn new(body: &'b mut Body, boundary: &str, limit: usize) -> Self {
        Self {
            body,
            left: limit,
            limit,
            // The first delimiter needs no end of a line before it.
            buffer: b"\r\n".to_vec(),
            delimiter: format!("\r\n--{boundary}").into_bytes(),
        }
    }

    /// The head of the next part; `None` behind the last one. What is left of the part before is dropped.
    pub(crate) async fn next_part(&mut self) -> Result<Option<PartHead>, Rejection> {
        while self.piece().await?.is_some() {}
        self.buffer.drain(..self.delimiter.len());
        self.fill(2).await?;
        if self.buffer.starts_with(b"--") {
            self.buffer.clear();
            while self.more().await? {
                self.buffer.clear();
            }
            return Ok(None);
        }
        let end = loop {
            // The first line is what is left of the delimiter's.
            match position(&self.buffer, b"\r\n\r\n") {
                Some(end) if end <= MAX_HEAD_BYTES => break end,
                None if self.buffer.len() <= MAX_HEAD_BYTES => self.expect_more().await?,
                _ => return Err(malformed("the headers of a part are too long")),
            }
        };
        let head = PartHead::read(&self.buffer[..end]);
        self.buffer.drain(..end + 4);
        let problem = "a part has no `Content-Disposition: form-data` with a name";
        head.map(Some).ok_or_else(|| malformed(problem))
    }

    /// The next bytes of the part; `None` at its end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Bytes>, Rejection> {
        loop {
            if let Some(end) = position(&self.buffer, &self.delimiter) {
                if end > 0 {
                    return Ok(Some(self.take(end)));
                }
                if self.is_delimiter().await? {
                    return Ok(None);
                }
                return Ok(Some(self.take(self.delimiter.len())));
            }
            // A delimiter may begin in what is kept.
            let kept = self.delimiter.len() - 1;
            if self.buffer.len() > kept {
                return Ok(Some(self.take(self.buffer.len() - kept)));
            }
            self.expect_more().await?;
        }
    }

    /// Whether the line of the delimiter that the buffer begins with ends where the delimiter does, but for blanks.
    async fn is_delimiter(&mut self) -> Result<bool, Rejection> {
        loop {
            let behind = &self.buffer[self.delimiter.len()..];
            let blanks = behind
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\t'));
            let blanks = blanks.count();
            match &behind[blanks..] {
                [b'\r', b'\n', ..] => {
                    let start = self.delimiter.len();
                    self.buffer.drain(start..start + blanks);
                    return Ok(true);
                }
                [b'-', b'-', ..] if blanks == 0 => return Ok(true),
                [] | [b'\r'] | [b'-'] if blanks <= MAX_HEAD_BYTES => self.expect_more().await?,
                _ => return Ok(false),
            }
        }
    }

    fn take(&mut self, count: usize) -> Bytes {
        let rest = self.buffer.split_off(count);
        std::mem::replace(&mut self.buffer, rest).into()
    }

    /// Reads until there are so many bytes.
    async fn fill(&mut self, count: usize) -> Result<(), Rejection> {
        while self.buffer.len() < count {
            self.expect_more().await?;
        }
        Ok(())
    }

    async fn expect_more(&mut self) -> Result<(), Rejection> {
        match self.more().await? {
            true => Ok(()),
            false => Err(malformed("it ends before its last boundary")),
        }
    }

    /// Reads on; tells whether there was something.
    async fn more(&mut self) -> Result<bool, Rejection> {
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|_| Rejection::BodyUnreadable)?;
            if let Ok(data) = frame.into_data() {
                let left = self.left.checked_sub(data.len());
                self.left = left.ok_or(Rejection::BodyTooLarge {
                    limit_bytes: self.limit,
                })?;
                self.buffer.extend_from_slice(&data);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// It is no `multipart/form-data`.
pub(super) fn malformed(problem: &str) -> Rejection {
    Rejection::Body(Violation {
        field: String::new(),
        problem: format!("is not valid multipart/form-data: {problem}"),
    })
}

fn position(text: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, part)
}
