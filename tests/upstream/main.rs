//! One address for the whole API: what is not ours goes to the server behind, as it is.

mod failures;
mod http2;
mod many;
mod numbers;
mod own;
mod streams;
mod tls;
mod unchanged;
mod websockets;
