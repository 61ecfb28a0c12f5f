//! Schemas with names of their own: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12 core, 8.2). References by these names
//! are written as places of the document, which is what everything after reads.

mod generics;
mod resources;
mod rewrite;

pub use rewrite::rewrite_identifiers;
