#![doc = include_str!("../README.md")]

mod billing;
mod cancellation;
mod card;
mod invoice;
mod invoices;
mod money;
pub mod pages;
mod period;
mod portal;
mod query;
mod reason;
mod record;
mod renewal;
mod sandbox;
mod scenario;
mod secret;
mod session;
mod session_id;
mod session_writer;
mod settlement;
mod standing;
mod status;
mod store_error;
mod subscribe;
mod subscription;
mod time;

pub use sandbox::Sandbox;
pub use scenario::{Scenario, UnknownScenario};
pub use store_error::StoreError;
pub use subscribe::SubscribeError;
