//! A copy of a project to work on, and a command with what it printed.

mod copy;
pub mod hostile;
mod outcome;
pub mod pairs;
mod things;

pub use copy::{Copy, checkout, fresh, project};
pub use outcome::Outcome;
pub use things::things;
