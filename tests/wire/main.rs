//! Bytes on a socket that no well-behaved client sends, and some that they do: one answer each, never two, and a server that goes on.

mod bodies;
mod capacity;
mod case;
mod expect;
mod framing;
mod head;
mod http2;
mod requests;
mod timing;
