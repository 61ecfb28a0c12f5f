//! A sandbox on a real database, and a browser that goes to its pages.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part")]

mod link;
mod page;
mod world;

pub(crate) use link::Link;
pub(crate) use page::Page;
pub(crate) use world::{World, return_url};
