//! Real PostgreSQL servers and PgBouncers for tests. They listen on loopback, keep their data in temporary folders and end with the test
//! process, however that ends. A test run as root starts them as `nobody`, because both refuse root.

mod choice;
mod eventually;
mod guard;
mod pooler;
mod port;
mod process;
mod programs;
mod recoup_database;
mod server;
mod user;

pub use choice::database_if_asked_for;
pub use eventually::eventually;
pub use pooler::{Pooler, Prepared};
pub use programs::folder as programs;
pub use recoup_database::{RecoupDatabase, Role};
pub use server::{Frozen, PASSWORD, Server};
