use std::time::Duration;

/// How much of a request's body is read, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest body that is taken, in bytes.
    pub body_bytes: usize,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How much of a body that nobody wants is read and dropped, in bytes. It lets a client that
    /// writes its whole request before it reads see its response.
    pub drain_bytes: usize,
    /// How long such a rest is read.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 16 * 1024,
            body_time: Duration::from_secs(10),
            drain_bytes: 8 * 1024 * 1024,
            drain_time: Duration::from_secs(2),
        }
    }
}
