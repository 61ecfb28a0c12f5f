//! A real PostgreSQL server for tests. It listens on loopback, keeps its data in a temporary folder and ends with the test process,
//! however that ends. A test run as root starts it as `nobody`, because PostgreSQL refuses root.

mod choice;
mod guard;
mod process;
mod programs;
mod server;
mod user;

pub use choice::database_if_asked_for;
pub use server::{Frozen, PASSWORD, Server};
