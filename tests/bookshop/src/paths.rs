use std::collections::BTreeMap;

use async_trait::async_trait;
use axum::http::request::Parts;
use bookshop_api::apis::paths::{
    PathAgainParameters, PathAgainResponse, PathAllParameters, PathAllResponse,
    PathCancelParameters, PathCancelResponse, PathJsonParameters, PathJsonResponse,
    PathKindParameters, PathKindResponse, PathLatestResponse, PathLiteralResponse,
    PathNameParameters, PathNameResponse, PathNumberParameters, PathNumberResponse,
    PathPartParameters, PathPartResponse, PathRangeParameters, PathRangeResponse,
    PathShelfParameters, PathShelfResponse, Paths, ServedBesideResponse, ServedElsewhereResponse,
    ServedOpenlyResponse,
};

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::Shop;

/// Each answers which operation it is, and what it was handed.
#[async_trait]
impl Paths for Shop {
    async fn path_latest(&self, _head: &Parts) -> Result<PathLatestResponse, Refused> {
        Ok(PathLatestResponse::Status200(texts("latest", [])))
    }

    async fn path_json(
        &self,
        parameters: PathJsonParameters,
        _head: &Parts,
    ) -> Result<PathJsonResponse, Refused> {
        Ok(PathJsonResponse::Status200(texts(
            "json",
            [("name", parameters.name)],
        )))
    }

    async fn path_kind(
        &self,
        parameters: PathKindParameters,
        _head: &Parts,
    ) -> Result<PathKindResponse, Refused> {
        Ok(PathKindResponse::Status200(texts(
            "kind",
            [("name", parameters.name), ("kind", parameters.kind)],
        )))
    }

    async fn path_range(
        &self,
        parameters: PathRangeParameters,
        _head: &Parts,
    ) -> Result<PathRangeResponse, Refused> {
        Ok(PathRangeResponse::Status200(texts(
            "range",
            [("from", parameters.from), ("until", parameters.until)],
        )))
    }

    async fn path_cancel(
        &self,
        parameters: PathCancelParameters,
        _head: &Parts,
    ) -> Result<PathCancelResponse, Refused> {
        Ok(PathCancelResponse::Status200(texts(
            "cancel",
            [("name", parameters.name)],
        )))
    }

    async fn path_all(
        &self,
        parameters: PathAllParameters,
        _head: &Parts,
    ) -> Result<PathAllResponse, Refused> {
        Ok(PathAllResponse::Status200(texts(
            "all",
            [("names", parameters.names.join("|"))],
        )))
    }

    async fn path_name(
        &self,
        parameters: PathNameParameters,
        _head: &Parts,
    ) -> Result<PathNameResponse, Refused> {
        Ok(PathNameResponse::Status200(texts(
            "name",
            [("name", parameters.name)],
        )))
    }

    async fn path_number(
        &self,
        parameters: PathNumberParameters,
        _head: &Parts,
    ) -> Result<PathNumberResponse, Refused> {
        Ok(PathNumberResponse::Status200(texts(
            "number",
            [("number", parameters.number.to_string())],
        )))
    }

    async fn path_part(
        &self,
        parameters: PathPartParameters,
        _head: &Parts,
    ) -> Result<PathPartResponse, Refused> {
        Ok(PathPartResponse::Status200(texts(
            "part",
            [("name", parameters.name)],
        )))
    }

    async fn path_shelf(
        &self,
        parameters: PathShelfParameters,
        _head: &Parts,
    ) -> Result<PathShelfResponse, Refused> {
        Ok(PathShelfResponse::Status200(texts(
            "shelf",
            [("shelf", parameters.shelf), ("name", parameters.name)],
        )))
    }

    async fn path_again(
        &self,
        parameters: PathAgainParameters,
        _head: &Parts,
    ) -> Result<PathAgainResponse, Refused> {
        Ok(PathAgainResponse::Status200(texts(
            "again",
            [("name", parameters.name)],
        )))
    }

    async fn path_literal(&self, _head: &Parts) -> Result<PathLiteralResponse, Refused> {
        Ok(PathLiteralResponse::Status200(texts("literal", [])))
    }

    async fn served_elsewhere(
        &self,
        _caller: Caller,
        _head: &Parts,
    ) -> Result<ServedElsewhereResponse, Refused> {
        Ok(ServedElsewhereResponse::Status200(texts("elsewhere", [])))
    }

    async fn served_openly(&self, _head: &Parts) -> Result<ServedOpenlyResponse, Refused> {
        Ok(ServedOpenlyResponse::Status200(texts("openly", [])))
    }

    async fn served_beside(
        &self,
        _caller: Caller,
        _head: &Parts,
    ) -> Result<ServedBesideResponse, Refused> {
        Ok(ServedBesideResponse::Status200(texts("beside", [])))
    }
}

fn texts<const N: usize>(operation: &str, values: [(&str, String); N]) -> BTreeMap<String, String> {
    let operation = [("operation".to_owned(), operation.to_owned())].into_iter();
    let values = values.into_iter();
    operation
        .chain(values.map(|(name, value)| (name.to_owned(), value)))
        .collect()
}
