use std::io::{self, Cursor};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt as _, ReadBuf};

/// A file of a request, which has arrived as a whole. Reading it gives its bytes, once and from their start: as
/// [`AsyncRead`], which takes no more memory than the buffer that is read into, or by [`UploadedFile::bytes`].
#[derive(Debug)]
pub struct UploadedFile {
    /// What the client calls it: any text, never to be used as a path.
    pub file_name: Option<String>,
    /// What the client says that it is.
    pub content_type: Option<String>,
    len: usize,
    contents: Contents,
}

/// Where the bytes are.
#[derive(Debug)]
pub(super) enum Contents {
    Memory(Cursor<Bytes>),
    /// A temporary file without a name, which is gone when it is closed.
    File(File),
}

impl UploadedFile {
    pub(super) fn new(
        file_name: Option<String>,
        content_type: Option<String>,
        len: usize,
        contents: Contents,
    ) -> Self {
        Self {
            file_name,
            content_type,
            len,
            contents,
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of it in memory; the limits of the stub bound how much that is.
    ///
    /// # Errors
    /// The temporary file that holds it cannot be read.
    pub async fn bytes(mut self) -> io::Result<Bytes> {
        if let Contents::Memory(bytes) = self.contents {
            let start = usize::try_from(bytes.position()).unwrap_or(usize::MAX);
            let bytes = bytes.into_inner();
            return Ok(bytes.slice(start.min(bytes.len())..));
        }
        let mut all = Vec::with_capacity(self.len);
        self.read_to_end(&mut all).await?;
        Ok(all.into())
    }
}

impl AsyncRead for UploadedFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match &mut self.contents {
            Contents::Memory(bytes) => Pin::new(bytes).poll_read(context, buffer),
            Contents::File(file) => Pin::new(file).poll_read(context, buffer),
        }
    }
}
