//! What every database has to do, whichever it is: the suite of the `Directory` port.

mod account_lists;
mod adoption;
mod audit;
mod bulk;
mod customers;
mod directory;
mod first_opens;
mod identities;
mod key_ids;
mod life_cycle;
mod rolled_secret;
mod suite;
mod texts;
mod upgrade;

pub(crate) use account_lists::*;
pub(crate) use adoption::*;
pub(crate) use audit::*;
pub(crate) use bulk::*;
pub(crate) use customers::*;
pub(crate) use directory::*;
pub(crate) use first_opens::first_opens_at_once;
pub(crate) use identities::*;
pub(crate) use key_ids::*;
pub(crate) use life_cycle::*;
pub(crate) use rolled_secret::*;
pub(crate) use suite::directory_cases;
pub(crate) use texts::*;
pub(crate) use upgrade::{upgrade_from, versions};
