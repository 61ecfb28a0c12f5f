#![doc = include_str!("../README.md")]

mod billing;
mod cancellation;
mod card;
mod card_update;
mod display_status;
mod invoice;
mod invoices;
mod names;
pub mod pages;
mod period;
mod portal;
mod price;
mod query;
mod reason;
mod record;
mod renewal;
mod sandbox;
mod scenario;
mod secret;
mod session;
mod session_id;
mod store_error;
mod subscribe;
mod subscription;
mod sweep;

pub use sandbox::Sandbox;
pub use scenario::{Scenario, UnknownScenario};
pub use store_error::StoreError;
pub use subscribe::SubscribeError;
