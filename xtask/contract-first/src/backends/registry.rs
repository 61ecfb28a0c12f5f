use super::python::Python;
use super::rust::Rust;
use super::rust_axum::RustAxum;
use super::typescript::TypeScript;
use crate::backend::Backend;
use crate::target_kind::TargetKind;

/// What makes packages of a kind.
pub fn backend(kind: TargetKind) -> &'static dyn Backend {
    match kind {
        TargetKind::RustAxum => &RustAxum,
        TargetKind::Rust => &Rust,
        TargetKind::TypeScript => &TypeScript,
        TargetKind::Python => &Python,
    }
}
