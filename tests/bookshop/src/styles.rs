use async_trait::async_trait;
use axum::http::request::Parts;
use bookshop_api::apis::styles::{
    Styles, StylesCookieParameters, StylesCookieResponse, StylesHeaderParameters,
    StylesHeaderResponse, StylesLabelParameters, StylesLabelResponse, StylesMatrixParameters,
    StylesMatrixResponse, StylesQueryParameters, StylesQueryResponse, StylesSimpleParameters,
    StylesSimpleResponse,
};
use bookshop_api::models;

use crate::refused::Refused;
use crate::shop::Shop;

const NONE: models::Styles = models::Styles {
    word: None,
    list: None,
    items: None,
    part: None,
    pairs: None,
    either: None,
    crumbs: None,
    nested: None,
};

/// Each answers what it was handed.
#[async_trait]
impl Styles for Shop {
    async fn styles_simple(
        &self,
        parameters: StylesSimpleParameters,
        _head: &Parts,
    ) -> Result<StylesSimpleResponse, Refused> {
        Ok(StylesSimpleResponse::Status200(Box::new(models::Styles {
            part: Some(parameters.part),
            pairs: Some(parameters.pairs),
            either: Some(parameters.either),
            nested: Some(parameters.nested),
            ..NONE
        })))
    }

    async fn styles_label(
        &self,
        parameters: StylesLabelParameters,
        _head: &Parts,
    ) -> Result<StylesLabelResponse, Refused> {
        Ok(StylesLabelResponse::Status200(Box::new(models::Styles {
            word: Some(parameters.word),
            list: Some(parameters.list),
            items: Some(parameters.items),
            pairs: Some(parameters.pairs),
            ..NONE
        })))
    }

    async fn styles_matrix(
        &self,
        parameters: StylesMatrixParameters,
        _head: &Parts,
    ) -> Result<StylesMatrixResponse, Refused> {
        Ok(StylesMatrixResponse::Status200(Box::new(models::Styles {
            word: Some(parameters.word),
            list: Some(parameters.list),
            items: Some(parameters.items),
            part: Some(parameters.part),
            pairs: Some(parameters.pairs),
            ..NONE
        })))
    }

    async fn styles_query(
        &self,
        parameters: StylesQueryParameters,
        _head: &Parts,
    ) -> Result<StylesQueryResponse, Refused> {
        Ok(StylesQueryResponse::Status200(Box::new(models::Styles {
            part: parameters.part,
            pairs: parameters.pairs,
            either: parameters.either,
            nested: parameters.nested,
            word: parameters.word,
            list: parameters.list,
            ..NONE
        })))
    }

    async fn styles_header(
        &self,
        parameters: StylesHeaderParameters,
        _head: &Parts,
    ) -> Result<StylesHeaderResponse, Refused> {
        Ok(StylesHeaderResponse::Status200(Box::new(models::Styles {
            part: parameters.x_part,
            pairs: parameters.x_pairs,
            either: parameters.x_either,
            nested: parameters.x_nested,
            word: parameters.x_word.map(|word| format!("{word:?}")),
            ..NONE
        })))
    }

    async fn styles_cookie(
        &self,
        parameters: StylesCookieParameters,
        _head: &Parts,
    ) -> Result<StylesCookieResponse, Refused> {
        Ok(StylesCookieResponse::Status200(Box::new(models::Styles {
            items: parameters.items,
            list: parameters.list,
            part: parameters.part,
            crumbs: parameters.crumbs,
            either: parameters.either,
            nested: parameters.nested,
            ..NONE
        })))
    }
}
