use std::io::{self, BufRead, Read as _};

use directory::{Batch, Record};

use crate::command::bulk::line::{First, Head, VERSION, describe};

/// Longest line, in bytes: the longest texts that are accepted take less, escaped too.
const MAX_LINE_BYTES: u64 = 64 * 1024;

/// Lines of a transaction, and their bytes: a batch has no more than a little beyond.
const BATCH_LINES: u64 = 2_000;
const BATCH_BYTES: u64 = 4 << 20;

/// Some of the lines of a file.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) batch: Batch,
    /// Lines that are not in the batch, each with the reason.
    pub(super) refused: Vec<(u64, String)>,
    /// The number of the last line.
    pub(super) last_line: u64,
    /// How many bytes were read so far.
    pub(super) bytes: u64,
}

/// Reads lines, so that no more than a batch is in memory.
pub(super) struct Reader<R> {
    input: R,
    line: u64,
    bytes: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Reader<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            line: 0,
            bytes: 0,
            buffer: Vec::new(),
        }
    }

    /// The first line. The inner error says what is wrong with it.
    pub(super) fn head(&mut self) -> io::Result<Result<Head, String>> {
        let help = format!(r#"line 1: a file starts with {{"type":"head","version":{VERSION}}}"#);
        if !self.next_line()? {
            return Ok(Err(help));
        }
        Ok(match serde_json::from_slice(&self.buffer) {
            Ok(First::Head(head)) if head.version == VERSION => Ok(head),
            Ok(First::Head(Head { version, .. })) => Err(format!(
                "line 1: this program reads version {VERSION} of the lines, not version {version}: use the one that wrote them"
            )),
            Err(error) => Err(format!("{help}: {}", describe(&error))),
        })
    }

    /// The next lines; `None` at the end.
    pub(super) fn part(&mut self) -> io::Result<Option<Part>> {
        let mut part = Part::default();
        let (first, start) = (self.line, self.bytes);
        while self.line - first < BATCH_LINES && self.bytes - start < BATCH_BYTES {
            if !self.next_line()? {
                break;
            }
            match self.record() {
                Ok(Some(record)) => part.batch.push(self.line, record),
                Ok(None) => {}
                Err(reason) => part.refused.push((self.line, reason)),
            }
        }
        part.last_line = self.line;
        part.bytes = self.bytes;
        Ok((self.line > first).then_some(part))
    }

    /// What the line says; `None` for an empty one.
    fn record(&self) -> Result<Option<Record>, String> {
        if self.buffer.len() as u64 > MAX_LINE_BYTES {
            return Err(format!("it has more than {MAX_LINE_BYTES} bytes"));
        }
        match self.buffer.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => return Ok(None),
            Some(b'{') => {}
            // The parser takes lists of values, too.
            Some(_) => return Err("not a JSON object".to_owned()),
        }
        let record: Record =
            serde_json::from_slice(&self.buffer).map_err(|error| describe(&error))?;
        record
            .checked()
            .map(Some)
            .map_err(|error| error.to_string())
    }

    /// Reads a line, of one that is too long only the beginning; `false` at the end.
    fn next_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        let mut limited = self.input.by_ref().take(MAX_LINE_BYTES + 1);
        let mut read = limited.read_until(b'\n', &mut self.buffer)? as u64;
        if read > MAX_LINE_BYTES && !self.buffer.ends_with(b"\n") {
            read += skip_line(&mut self.input)?;
        }
        self.line += u64::from(read > 0);
        self.bytes += read;
        Ok(read > 0)
    }
}

/// Skips the rest of a line. Returns how many bytes it had.
fn skip_line(input: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        input.consume(length);
        skipped += length as u64;
        if end.is_some() || length == 0 {
            return Ok(skipped);
        }
    }
}

#[cfg(test)]
mod tests;
