#![doc = include_str!("../README.md")]

mod billing;
pub mod pages;
mod portal;
mod sandbox;
mod secret;
mod session;
mod store_error;
mod subscription;
mod time;

pub use sandbox::Sandbox;
pub use store_error::StoreError;
pub use subscription::SubscribeError;
