//! What every back-end builds on: names, versions, recursion of types, what clients have in common, and what Rust code has.

pub(crate) mod check;
pub(crate) mod client;
mod fragment;
pub(crate) mod names;
mod or_false;
mod package;
mod recursion;
pub(crate) mod rust;
mod template_file;
mod version;

pub use fragment::{Fragment, Import};
pub use or_false::OrFalse;
pub use package::{
    Backend, FormatError, GeneratorSettings, OperationData, Package, PackageFiles, TemplateData,
};
pub use recursion::Recursion;
pub use template_file::{Content, Destination, TemplateFile};
pub(crate) use template_file::{source, template};
pub use version::Version;
