use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::request::Parts;
use bookshop_api::apis::wire::{
    Wire, WireFieldsResponse, WireFileResponse, WireIdsParameters, WireIdsResponse,
    WireItemsParameters, WireItemsResponse, WireNoteResponse, WireNumbersResponse,
    WireReportParameters, WireReportResponse, WireReportResponse200Headers,
    WireReportResponse204Headers, WireTitleResponse,
};
use bookshop_api::models::{Fields, Items, Numbers, WireIdsRequestBody};

use crate::refused::Refused;
use crate::shop::Shop;

/// Each answers what it was handed.
#[async_trait]
impl Wire for Shop {
    async fn wire_numbers(
        &self,
        body: Numbers,
        _head: &Parts,
    ) -> Result<WireNumbersResponse, Refused> {
        Ok(WireNumbersResponse::Status200(Box::new(body)))
    }

    async fn wire_fields(
        &self,
        body: Fields,
        _head: &Parts,
    ) -> Result<WireFieldsResponse, Refused> {
        Ok(WireFieldsResponse::Status200(Box::new(body)))
    }

    /// Those that there are, by their places.
    async fn wire_ids(
        &self,
        parameters: WireIdsParameters,
        body: Option<WireIdsRequestBody>,
        _head: &Parts,
    ) -> Result<WireIdsResponse, Refused> {
        let form = body.as_ref().and_then(|body| body.id);
        let places = [
            ("path", Some(parameters.id)),
            ("query", parameters.other),
            ("header", parameters.x_id),
            ("cookie", parameters.id_2),
            ("form", form),
        ];
        let ids = places
            .into_iter()
            .filter_map(|(place, id)| Some((place.to_owned(), id?.to_string())));
        let counts = [
            ("count", parameters.count),
            ("formCount", body.and_then(|body| body.count)),
        ];
        let counts = counts
            .into_iter()
            .filter_map(|(place, count)| Some((place.to_owned(), count?.to_string())));
        Ok(WireIdsResponse::Status200(ids.chain(counts).collect()))
    }

    async fn wire_items(
        &self,
        parameters: WireItemsParameters,
        _head: &Parts,
    ) -> Result<WireItemsResponse, Refused> {
        Ok(WireItemsResponse::Status200(Items {
            ids: Some(parameters.ids),
            names: parameters.names,
            words: parameters.words,
            bars: parameters.bars,
            headed: parameters.x_items,
        }))
    }

    async fn wire_note(&self, body: String, _head: &Parts) -> Result<WireNoteResponse, Refused> {
        Ok(WireNoteResponse::Status200(body))
    }

    async fn wire_title(&self, _body: String, _head: &Parts) -> Result<WireTitleResponse, Refused> {
        Ok(WireTitleResponse::Status204)
    }

    async fn wire_file(
        &self,
        body: Option<Bytes>,
        _head: &Parts,
    ) -> Result<WireFileResponse, Refused> {
        Ok(body.map_or(WireFileResponse::Status204, |body| WireFileResponse::Status200(body.into())))
    }

    /// Two cookies, or one where the format is `short`.
    async fn wire_report(
        &self,
        parameters: WireReportParameters,
        _head: &Parts,
    ) -> Result<WireReportResponse, Refused> {
        if parameters.x_format.as_deref() == Some("short") {
            let set_cookie = vec!["c=3".to_owned()];
            let headers = WireReportResponse204Headers { set_cookie };
            return Ok(WireReportResponse::Status204(headers));
        }
        let headers = WireReportResponse200Headers {
            set_cookie: vec![
                "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT".to_owned(),
                "b=2".to_owned(),
            ],
            x_items: Some(vec!["a,b".to_owned(), "c".to_owned()]),
        };
        let items = Items {
            ids: Some(vec!["report".to_owned()]),
            names: None,
            words: None,
            bars: None,
            headed: None,
        };
        Ok(WireReportResponse::Status200(items, headers))
    }
}
