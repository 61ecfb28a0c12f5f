use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::request::Parts;
use bookshop_api::apis::default::{DefaultApi, SampleParametersAnswer, SampleParametersParameters};
use bookshop_api::apis::samples::{
    FnAnswer, SampleBytesAnswer, SampleBytesResponse200Headers, SampleBytesResponse202Headers,
    SampleChoicesAnswer, SampleCredentialsAnswer, SampleFormAnswer, SampleKeyAnswer,
    SampleListAnswer, SampleObjectsAnswer, SampleSearchAnswer, SampleSearchParameters,
    SampleTextAnswer, SampleValuesAnswer, SampleWaysAnswer, Samples,
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
    async fn r#fn(&self, body: StringModel, _head: &Parts) -> Result<FnAnswer, Refused> {
        Ok(FnAnswer::Status200(Box::new(body)))
    }

    async fn sample_choices(
        &self,
        body: Choices,
        _head: &Parts,
    ) -> Result<SampleChoicesAnswer, Refused> {
        Ok(SampleChoicesAnswer::Status200(Box::new(body)))
    }

    async fn sample_credentials(
        &self,
        caller: Caller,
        _head: &Parts,
    ) -> Result<SampleCredentialsAnswer, Refused> {
        Ok(SampleCredentialsAnswer::Status200(Reader {
            name: caller.presented().to_owned(),
            id: "caller".to_owned(),
        }))
    }

    async fn sample_key(&self, caller: Caller, _head: &Parts) -> Result<SampleKeyAnswer, Refused> {
        Ok(SampleKeyAnswer::Status200(Reader {
            name: caller.presented().to_owned(),
            id: "caller".to_owned(),
        }))
    }

    async fn sample_form(
        &self,
        body: Purchase,
        _head: &Parts,
    ) -> Result<SampleFormAnswer, Refused> {
        Ok(SampleFormAnswer::Status200(Box::new(body)))
    }

    /// Nothing for no text at all.
    async fn sample_text(
        &self,
        body: Option<String>,
        _head: &Parts,
    ) -> Result<SampleTextAnswer, Refused> {
        let status = body
            .as_ref()
            .map_or(StatusCode::ACCEPTED, |_| StatusCode::OK);
        Ok(SampleTextAnswer::Status2XX(
            status,
            body.unwrap_or_default(),
        ))
    }

    /// Later, for a body that says so.
    async fn sample_bytes(&self, body: Bytes, _head: &Parts) -> Result<SampleBytesAnswer, Refused> {
        if body == "later" {
            let retry_after = Some(7);
            let headers = SampleBytesResponse202Headers { retry_after };
            return Ok(SampleBytesAnswer::Status202(headers));
        }
        let headers = SampleBytesResponse200Headers {
            x_count: i64::try_from(body.len()).unwrap_or_default(),
            x_labels: Some(vec!["a".to_owned(), "b".to_owned()]),
            x_sort: (body.len() > 2).then_some(Sort::Price2),
        };
        Ok(SampleBytesAnswer::Status200(body, headers))
    }

    /// The parameters as Rust prints them, by name.
    async fn sample_search(
        &self,
        parameters: SampleSearchParameters,
        _head: &Parts,
    ) -> Result<SampleSearchAnswer, Refused> {
        let printed = [
            ("price", format!("{:?}", parameters.price)),
            ("page", format!("{:?}", parameters.page)),
            ("created", format!("{:?}", parameters.created)),
        ];
        let printed = printed
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()));
        Ok(SampleSearchAnswer::Status200(printed.collect()))
    }

    /// Nothing for no list at all.
    async fn sample_list(
        &self,
        body: Option<Option<Vec<i64>>>,
        _head: &Parts,
    ) -> Result<SampleListAnswer, Refused> {
        Ok(body.map_or(SampleListAnswer::Status204, SampleListAnswer::Status200))
    }

    async fn sample_objects(
        &self,
        body: Objects,
        _head: &Parts,
    ) -> Result<SampleObjectsAnswer, Refused> {
        Ok(SampleObjectsAnswer::Status200(Box::new(body)))
    }

    async fn sample_values(
        &self,
        body: Values,
        _head: &Parts,
    ) -> Result<SampleValuesAnswer, Refused> {
        Ok(SampleValuesAnswer::Status200(Box::new(body)))
    }

    /// The password's length is the id.
    async fn sample_ways(
        &self,
        body: ReaderRequest,
        _head: &Parts,
    ) -> Result<SampleWaysAnswer, Refused> {
        let id = body.id.unwrap_or_else(|| body.password.len().to_string());
        Ok(SampleWaysAnswer::Status200(Reader {
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
    ) -> Result<SampleParametersAnswer, Refused> {
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
        Ok(SampleParametersAnswer::Status200(printed.collect()))
    }
}
