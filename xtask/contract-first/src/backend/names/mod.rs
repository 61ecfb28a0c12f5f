//! Names in generated code: every text of the document that names something becomes an identifier here.
//!
//! A text is written in ASCII, in the case of the language, legal where it stands ([`Convention`], a constant for each kind of place), and
//! different from all other names of its scope ([`NameAllocator`]). What goes over the wire is never made from an identifier.

mod allocator;
mod convention;
mod types;

pub use allocator::NameAllocator;
pub use convention::{Case, Convention, Escape};
pub use types::type_names;

pub use crate::text::literal::rust as literal;
pub use crate::text::pascal;
