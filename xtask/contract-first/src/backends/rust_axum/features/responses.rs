use serde::Serialize;

use super::used::Used;
use crate::backends::rust_axum::helper::{ModelHelper, ResponseHelper};
use crate::model::BodyEncoding;

/// How responses are written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponseFeatures {
    response_headers: bool,
    /// The function `answer::header`.
    header_values: bool,
    /// The function `answer::headers`.
    response_cookies: bool,
    /// The function `answer::plain`.
    plain_answers: bool,
    /// The module `answer`.
    answered: bool,
    /// The function `json::answer`.
    answers: bool,
    /// The module `json`.
    json: bool,
    /// What the module needs: `DeserializeOwned`.
    owned: bool,
    /// What the module needs: `Rejection`.
    rejects: bool,
}

impl ResponseFeatures {
    pub fn of(used: &Used) -> Self {
        let response_headers = used.response_headers();
        let plain_answers = used.response(ResponseHelper::Plain);
        let answers = used.response(ResponseHelper::Json);
        let json_bodies = used.body(BodyEncoding::Json);
        Self {
            response_headers,
            header_values: used.response(ResponseHelper::Header),
            response_cookies: used.response(ResponseHelper::Headers),
            plain_answers,
            answered: response_headers || plain_answers,
            answers,
            json: used.json(),
            owned: json_bodies || used.model(ModelHelper::Rest),
            rejects: answers || json_bodies,
        }
    }
}
