//! What a project is made of: `openapi/contract.toml`, and where everything is.

mod breaking_levels;
mod caller;
mod configuration;
mod entries;
mod error;
mod layout;
mod target;

pub use breaking_levels::{BreakingLevel, BreakingLevels};
pub use caller::Caller;
pub use configuration::{Configuration, DocumentSettings};
pub use entries::nearest;
pub use error::ProjectError;
pub use layout::Project;
pub use target::{GENERATED, TargetSettings};
