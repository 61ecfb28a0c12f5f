//! What a project is made of: `openapi/contract.toml`, and where everything is.

mod caller;
mod configuration;
mod entries;
mod target;

pub use caller::Caller;
pub use configuration::{Configuration, DocumentSettings};
pub use entries::nearest;
pub use target::{GENERATED, TargetKind, TargetSettings};
