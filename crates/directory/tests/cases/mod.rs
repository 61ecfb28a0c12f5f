//! What every database has to do, whichever it is: the suite of the `Directory` port.

mod directory;
mod suite;

pub(crate) use directory::*;
pub(crate) use suite::directory_cases;
