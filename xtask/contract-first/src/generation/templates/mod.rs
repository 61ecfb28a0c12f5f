//! The templates of each kind of target, part of this program. A project may replace single ones: `openapi/templates/<kind>/`.

mod overrides;
mod python;
mod rust;
mod rust_axum;
mod set;
mod typescript;

use set::{Destination, runtime, template};

pub use overrides::{OverrideError, Overrides};
pub use set::TemplateSet;
