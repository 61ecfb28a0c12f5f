//! A server that has the rest of the API, and connections that are watched frame by frame.

mod answers;
mod crowds;
mod exchange;
mod scripted;
mod stand_in;

pub use crowds::{download_slowly, read_streams, upload_slowly};
pub use exchange::{exchange, frames, request, websocket};
pub use scripted::Scripted;
pub use stand_in::{Seen, StandIn};
