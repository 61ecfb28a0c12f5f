use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::request::Parts;
use bookshop_api::apis::default::{
    DefaultApi, SampleParametersParameters, SampleParametersResponse,
};
use bookshop_api::apis::samples::{
    FnResponse, SampleBytesResponse, SampleBytesResponse200Headers, SampleBytesResponse202Headers,
    SampleChoicesResponse, SampleCredentialsResponse, SampleFormResponse, SampleKeyResponse,
    SampleListResponse, SampleObjectsResponse, SampleSearchParameters, SampleSearchResponse,
    SampleTextResponse, SampleValuesResponse, SampleWaysResponse, Samples,
};
use bookshop_api::models::{
    Choices, Objects, Purchase, Reader, ReaderRequest, Sort, StringModel, Values,
};

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::Shop;

/// Each answers what it was handed.
#[async_trait]
impl Samples for Shop {
    async fn r#fn(&self, body: StringModel, _head: &Parts) -> Result<FnResponse, Refused> {
        Ok(FnResponse::Status200(Box::new(body)))
    }

    async fn sample_choices(
        &self,
        body: Choices,
        _head: &Parts,
    ) -> Result<SampleChoicesResponse, Refused> {
        Ok(SampleChoicesResponse::Status200(Box::new(body)))
    }

    async fn sample_credentials(
        &self,
        caller: Caller,
        _head: &Parts,
    ) -> Result<SampleCredentialsResponse, Refused> {
        Ok(SampleCredentialsResponse::Status200(Reader {
            name: caller.presented().to_owned(),
            id: "caller".to_owned(),
        }))
    }

    async fn sample_key(
        &self,
        caller: Caller,
        _head: &Parts,
    ) -> Result<SampleKeyResponse, Refused> {
        Ok(SampleKeyResponse::Status200(Reader {
            name: caller.presented().to_owned(),
            id: "caller".to_owned(),
        }))
    }

    async fn sample_form(
        &self,
        body: Purchase,
        _head: &Parts,
    ) -> Result<SampleFormResponse, Refused> {
        Ok(SampleFormResponse::Status200(Box::new(body)))
    }

    /// Nothing for no text at all.
    async fn sample_text(
        &self,
        body: Option<String>,
        _head: &Parts,
    ) -> Result<SampleTextResponse, Refused> {
        let status = body
            .as_ref()
            .map_or(StatusCode::ACCEPTED, |_| StatusCode::OK);
        Ok(SampleTextResponse::Status2XX(
            status,
            body.unwrap_or_default(),
        ))
    }

    /// Later, for a body that says so.
    async fn sample_bytes(
        &self,
        body: Bytes,
        _head: &Parts,
    ) -> Result<SampleBytesResponse, Refused> {
        if body == "later" {
            let retry_after = Some(7);
            let headers = SampleBytesResponse202Headers { retry_after };
            return Ok(SampleBytesResponse::Status202(headers));
        }
        let headers = SampleBytesResponse200Headers {
            x_count: i64::try_from(body.len()).unwrap_or_default(),
            x_labels: Some(vec!["a".to_owned(), "b".to_owned()]),
            x_sort: (body.len() > 2).then_some(Sort::Price2),
        };
        Ok(SampleBytesResponse::Status200(body.into(), headers))
    }

    /// The parameters as Rust prints them, by name.
    async fn sample_search(
        &self,
        parameters: SampleSearchParameters,
        _head: &Parts,
    ) -> Result<SampleSearchResponse, Refused> {
        let printed = [
            ("price", format!("{:?}", parameters.price)),
            ("page", format!("{:?}", parameters.page)),
            ("created", format!("{:?}", parameters.created)),
        ];
        let printed = printed
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()));
        Ok(SampleSearchResponse::Status200(printed.collect()))
    }

    /// Nothing for no list at all.
    async fn sample_list(
        &self,
        body: Option<Option<Vec<i64>>>,
        _head: &Parts,
    ) -> Result<SampleListResponse, Refused> {
        Ok(body.map_or(SampleListResponse::Status204, SampleListResponse::Status200))
    }

    async fn sample_objects(
        &self,
        body: Objects,
        _head: &Parts,
    ) -> Result<SampleObjectsResponse, Refused> {
        Ok(SampleObjectsResponse::Status200(Box::new(body)))
    }

    async fn sample_values(
        &self,
        body: Values,
        _head: &Parts,
    ) -> Result<SampleValuesResponse, Refused> {
        Ok(SampleValuesResponse::Status200(Box::new(body)))
    }

    /// The password's length is the id.
    async fn sample_ways(
        &self,
        body: ReaderRequest,
        _head: &Parts,
    ) -> Result<SampleWaysResponse, Refused> {
        let id = body.id.unwrap_or_else(|| body.password.len().to_string());
        Ok(SampleWaysResponse::Status200(Reader {
            name: body.name,
            id,
        }))
    }
}

#[async_trait]
impl DefaultApi for Shop {
    /// The parameters as Rust prints them, by name.
    async fn sample_parameters(
        &self,
        parameters: SampleParametersParameters,
        _head: &Parts,
    ) -> Result<SampleParametersResponse, Refused> {
        let printed = [
            ("names", format!("{:?}", parameters.names)),
            ("sort", format!("{:?}", parameters.sort)),
            ("stars", format!("{:?}", parameters.stars)),
            ("tag", format!("{:?}", parameters.tag)),
            ("ids", format!("{:?}", parameters.ids)),
            ("sizes", format!("{:?}", parameters.sizes)),
            ("words", format!("{:?}", parameters.words)),
            ("since", format!("{:?}", parameters.since)),
            ("maybe", format!("{:?}", parameters.maybe)),
            ("X-Page", format!("{:?}", parameters.x_page)),
            ("X-Labels", format!("{:?}", parameters.x_labels)),
            ("theme", format!("{:?}", parameters.theme)),
        ];
        let printed = printed
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()));
        Ok(SampleParametersResponse::Status200(printed.collect()))
    }
}
