use async_trait::async_trait;
use axum::http::StatusCode;
use axum::http::request::Parts;
use bookshop_api::apis::orders::{Orders, TypeParameters, TypeResponse};
use bookshop_api::models::{Order, Problem};

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::Shop;

#[async_trait]
impl Orders for Shop {
    /// The order as it came; without one, the document's `default` with the parameters.
    async fn r#type(
        &self,
        _caller: Caller,
        parameters: TypeParameters,
        body: Option<Order>,
        _head: &Parts,
    ) -> Result<TypeResponse, Refused> {
        Ok(match body {
            Some(order) => TypeResponse::Status200(order),
            None => TypeResponse::Default(
                StatusCode::ACCEPTED,
                Problem {
                    message: format!("{:?} {:?}", parameters.r#type, parameters.coupon),
                },
            ),
        })
    }
}
