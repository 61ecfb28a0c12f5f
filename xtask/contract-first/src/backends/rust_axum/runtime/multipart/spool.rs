use std::io::{self, Cursor, SeekFrom};

use axum::body::Bytes;
use tokio::fs::File;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

use super::uploaded_file::Contents;

/// A file while it arrives: in memory at first, and in a temporary file once that is full.
#[derive(Default)]
pub(super) struct Spool {
    memory: Vec<u8>,
    file: Option<File>,
    pub(super) len: usize,
}

impl Spool {
    /// Adds bytes; `memory_left` is what files may still take of it.
    pub(super) async fn add(&mut self, piece: &Bytes, memory_left: usize) -> io::Result<()> {
        self.len += piece.len();
        if self.file.is_none() && self.len <= memory_left {
            self.memory.extend_from_slice(piece);
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                // It has no name, so that no crash leaves it behind.
                let file = tokio::task::spawn_blocking(tempfile::tempfile).await??;
                let file = none.insert(File::from_std(file));
                file.write_all(&std::mem::take(&mut self.memory)).await?;
                file
            }
        };
        file.write_all(piece).await
    }

    /// How much memory it takes.
    pub(super) fn memory(&self) -> usize {
        self.memory.len()
    }

    /// The whole, to be read from its start.
    pub(super) async fn finish(self) -> io::Result<Contents> {
        let Some(mut file) = self.file else {
            return Ok(Contents::Memory(Cursor::new(self.memory.into())));
        };
        file.flush().await?;
        file.seek(SeekFrom::Start(0)).await?;
        Ok(Contents::File(file))
    }
}
