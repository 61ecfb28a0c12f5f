use serde::Serialize;

use super::used::Used;
use crate::backends::rust_axum::helper::{ModelHelper, UnionHelper};

/// How models are read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelFeatures {
    /// The module `models`.
    modelled: bool,
    objects: bool,
    /// Structs that are written, too.
    both: bool,
    /// Structs that keep properties without a name.
    kept: bool,
    optionals: bool,
    nullables: bool,
    rest: bool,
    /// One of these three.
    fieldwise: bool,
    unions: bool,
    tagged: bool,
    exact: bool,
    /// Unions without a tag.
    fits: bool,
    /// Errors that say where they are.
    chosen: bool,
}

impl ModelFeatures {
    pub fn of(used: &Used) -> Self {
        let both = used.model(ModelHelper::ObjectBothWays);
        let optionals = used.model(ModelHelper::Present);
        let nullables = used.model(ModelHelper::Nullable);
        let rest = used.model(ModelHelper::Rest);
        let tagged = used.union(UnionHelper::Tagged);
        let exact = used.union(UnionHelper::ExactlyOne);
        let fits = exact || used.union(UnionHelper::First);
        Self {
            modelled: used.models,
            objects: both || used.model(ModelHelper::Object),
            both,
            kept: used.model(ModelHelper::Captured),
            optionals,
            nullables,
            rest,
            fieldwise: optionals || nullables || rest,
            unions: tagged || fits,
            tagged,
            exact,
            fits,
            chosen: used.chosen(),
        }
    }
}
