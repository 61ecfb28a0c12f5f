use std::time::Duration;

/// How much of a request's body is read, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest body that is taken, in bytes; of a body of parts, `multipart` says more.
    pub body_bytes: usize,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How much of a body that nobody wants is read and dropped, in bytes. It lets a client that
    /// writes its whole request before it reads see its response.
    pub drain_bytes: usize,
    /// How long such a rest is read.
    pub drain_time: Duration,
    /// What bounds a body of parts, in place of the limits of other bodies.
    pub multipart: MultipartLimits,
}

/// How much of a `multipart/form-data` body is read, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MultipartLimits {
    /// The largest body that is taken with all its parts, in bytes.
    pub body_bytes: usize,
    /// How long it may take to arrive.
    pub body_time: Duration,
    /// How many parts it may have.
    pub parts: usize,
    /// The largest part that is a text or JSON, in bytes.
    pub text_bytes: usize,
    /// The largest file, in bytes.
    pub file_bytes: usize,
    /// How much of the files of a body is held in memory, in bytes; what is beyond goes to temporary files.
    pub memory_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 16 * 1024,
            body_time: Duration::from_secs(10),
            drain_bytes: 8 * 1024 * 1024,
            drain_time: Duration::from_secs(2),
            multipart: MultipartLimits::default(),
        }
    }
}

impl Default for MultipartLimits {
    fn default() -> Self {
        Self {
            body_bytes: 32 * 1024 * 1024,
            body_time: Duration::from_secs(60),
            parts: 64,
            text_bytes: 64 * 1024,
            file_bytes: 16 * 1024 * 1024,
            memory_bytes: 64 * 1024,
        }
    }
}
