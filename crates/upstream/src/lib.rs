//! A reverse proxy to the server that has the rest of the API: requests go there, and responses come back, as they are. Both are
//! streamed; WebSockets work. It speaks HTTP/1.1 with that server.

mod cookies;
mod download;
mod error;
mod forwarded;
mod hop;
mod loops;
mod path_shapes;
mod progress;
mod tunnel;
mod upload;
mod upstream;

pub use error::ForwardError;
pub use forwarded::Sender;
pub use hop::{End, Exchange};
pub use path_shapes::{InvalidDocument, PathShapes};
pub use upstream::{Upstream, UpstreamOptions};
