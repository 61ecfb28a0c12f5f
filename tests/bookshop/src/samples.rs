use async_trait::async_trait;
use bookshop_api::apis::default::{DefaultApi, SampleParametersAnswer, SampleParametersParameters};
use bookshop_api::apis::samples::{
    FnAnswer, SampleChoicesAnswer, SampleCredentialsAnswer, SampleListAnswer, SampleObjectsAnswer,
    SampleValuesAnswer, SampleWaysAnswer, Samples,
};
use bookshop_api::models::{Choices, Objects, Reader, ReaderRequest, StringModel, Values};

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::Shop;

/// Each answers what it was handed.
#[async_trait]
impl Samples for Shop {
    async fn r#fn(&self, body: StringModel) -> Result<FnAnswer, Refused> {
        Ok(FnAnswer::Status200(Box::new(body)))
    }

    async fn sample_choices(&self, body: Choices) -> Result<SampleChoicesAnswer, Refused> {
        Ok(SampleChoicesAnswer::Status200(Box::new(body)))
    }

    async fn sample_credentials(&self, caller: Caller) -> Result<SampleCredentialsAnswer, Refused> {
        Ok(SampleCredentialsAnswer::Status200(Reader {
            name: caller.presented().to_owned(),
            id: "caller".to_owned(),
        }))
    }

    /// Nothing for no list at all.
    async fn sample_list(
        &self,
        body: Option<Option<Vec<i64>>>,
    ) -> Result<SampleListAnswer, Refused> {
        Ok(body.map_or(SampleListAnswer::Status204, SampleListAnswer::Status200))
    }

    async fn sample_objects(&self, body: Objects) -> Result<SampleObjectsAnswer, Refused> {
        Ok(SampleObjectsAnswer::Status200(Box::new(body)))
    }

    async fn sample_values(&self, body: Values) -> Result<SampleValuesAnswer, Refused> {
        Ok(SampleValuesAnswer::Status200(Box::new(body)))
    }

    /// The password's length is the id.
    async fn sample_ways(&self, body: ReaderRequest) -> Result<SampleWaysAnswer, Refused> {
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
