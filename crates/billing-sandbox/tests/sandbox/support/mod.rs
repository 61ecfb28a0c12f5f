//! A sandbox on a real database, and a browser that goes to its pages.

mod link;
mod page;
mod tab;
mod world;

pub(crate) use link::Link;
pub(crate) use tab::Tab;
pub(crate) use world::{BACK, World, return_url};
