//! Several real servers on one PostgreSQL database, behind a client that takes them in turn.

mod cluster;
mod disabled;
mod killed;
mod pooled;
mod revoked;
mod shared;
