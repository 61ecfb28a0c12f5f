use serde::Serialize;

use super::used::Used;
use crate::backends::rust_axum::helper::{ModelHelper, UnionHelper};
use crate::model::BodyEncoding;

/// How bodies are read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BodyFeatures {
    bodies: bool,
    json_bodies: bool,
    form_bodies: bool,
    text_bodies: bool,
    byte_bodies: bool,
    /// Bodies in JSON or as forms.
    typed_bodies: bool,
    /// The function `body::valid`.
    bodies_checked: bool,
    /// The module `forms`.
    formed: bool,
    /// The function `json::located`.
    located: bool,
    /// The same outside of its module.
    located_abroad: bool,
    /// Whether numbers without a fraction are taken for integers.
    integers: bool,
}

impl BodyFeatures {
    pub fn of(used: &Used) -> Self {
        let json = used.body(BodyEncoding::Json);
        let form = used.body(BodyEncoding::Form);
        Self {
            bodies: used.bodies(),
            json_bodies: json,
            form_bodies: form,
            text_bodies: used.body(BodyEncoding::Text),
            byte_bodies: used.body(BodyEncoding::Bytes),
            typed_bodies: json || form,
            bodies_checked: used.valid_body(),
            formed: used.forms(),
            located: used.located(),
            located_abroad: used.model(ModelHelper::Rest)
                || used.union(UnionHelper::Tagged)
                || used.forms(),
            integers: used.model(ModelHelper::Integer) || used.model(ModelHelper::Constants),
        }
    }
}
