//! Files that calls send.

use std::fmt;
use std::io;
use std::path::Path;
use std::pin::Pin;

use tokio::fs::File;
use tokio::io::AsyncRead;

/// A file that a call sends: from memory, from a file, or from whatever can be read. A call whose files are all in memory can be
/// tried again; what is read can be read only once.
#[derive(Debug)]
pub struct FilePart {
    /// What the service is told that it is called; the name of the part by default. With an empty one, none is sent.
    pub file_name: Option<String>,
    /// What the service is told that it is; what the contract says by default.
    pub content_type: Option<String>,
    pub(crate) source: Source,
}

/// Where bytes come from.
pub(crate) enum Source {
    Bytes(Vec<u8>),
    Reader {
        reader: Pin<Box<dyn AsyncRead + Send + Sync>>,
        len: Option<u64>,
    },
}

impl FilePart {
    /// What is in memory.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(Source::Bytes(bytes.into()))
    }

    /// What is read while it is sent, in chunks if its length is not known.
    pub fn reader(reader: impl AsyncRead + Send + Sync + 'static, len: Option<u64>) -> Self {
        let reader = Box::pin(reader);
        Self::new(Source::Reader { reader, len })
    }

    /// A file under its own name.
    ///
    /// # Errors
    /// It cannot be opened.
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let file = File::open(path).await?;
        let metadata = file.metadata().await?;
        // What is no regular file does not know its length.
        let len = metadata.is_file().then_some(metadata.len());
        let name = path.file_name().map(|name| name.to_string_lossy());
        Ok(Self {
            file_name: name.map(Into::into),
            ..Self::reader(file, len)
        })
    }

    /// The same under a name.
    #[must_use]
    pub fn named(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// The same with its media type.
    #[must_use]
    pub fn of_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    fn new(source: Source) -> Self {
        Self {
            file_name: None,
            content_type: None,
            source,
        }
    }
}

impl<B: Into<Vec<u8>>> From<B> for FilePart {
    fn from(bytes: B) -> Self {
        Self::bytes(bytes)
    }
}

impl Source {
    /// How many bytes there are, if that is known.
    pub(crate) fn len(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Reader { len, .. } => *len,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            Some(len) => write!(formatter, "{len} bytes"),
            None => formatter.write_str("bytes"),
        }
    }
}
