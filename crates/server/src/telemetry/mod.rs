//! What the server tells about itself: logs.

mod logs;
mod requests;

pub(crate) use logs::start;
pub(crate) use requests::{RequestLine, chain};
