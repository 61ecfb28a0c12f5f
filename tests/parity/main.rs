//! `accounts-server parity`, between the real server and a stand-in for the published service.

mod compared;
mod confirmed;
mod documented;
