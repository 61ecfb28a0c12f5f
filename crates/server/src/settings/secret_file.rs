use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// The largest file that is read: secrets are short.
const MAX_BYTES: u64 = 64 * 1024;

/// Anybody but the owner may do something with the file.
const OTHERS: u32 = 0o077;

/// What a file holds, without the line breaks at its end.
pub(crate) struct SecretFile {
    pub(crate) text: String,
    /// Set when others can read or change it.
    pub(crate) warning: Option<String>,
}

impl SecretFile {
    /// Reads a file once. The error says what is wrong with it, and nothing of what it holds.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let unreadable = |error: io::Error| format!("the file cannot be read: {error}");
        let file = File::open(path).map_err(unreadable)?;
        let found = file.metadata().map_err(unreadable)?;
        if found.is_dir() {
            return Err("it is a directory, not a file".to_owned());
        }
        let mut bytes = Vec::new();
        let mut limited = file.take(MAX_BYTES + 1);
        limited.read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(format!("the file has more than {MAX_BYTES} bytes"));
        }
        let text = String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())?;
        let text = text.trim_end_matches(['\r', '\n']).to_owned();
        if text.is_empty() {
            return Err("the file is empty".to_owned());
        }
        let mode = found.permissions().mode() & 0o777;
        // A pipe has no reader but this one.
        let is_open = found.is_file() && mode & OTHERS != 0;
        let path = path.display();
        Ok(Self {
            text,
            warning: is_open.then(|| {
                format!("{path}: others than its owner can read or write this file (mode {mode:04o}): chmod 600 {path}")
            }),
        })
    }
}
