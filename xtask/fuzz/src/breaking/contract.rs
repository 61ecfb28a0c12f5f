//! A contract that uses a schema at one place.

use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::effect::Writer;

/// Where a schema is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    RequestBody,
    Parameter,
    Response,
    DefaultResponse,
    ResponseHeader,
    CallbackBody,
    CallbackResponse,
    WebhookBody,
    SharedPathItem,
}

const ALL: [Usage; 9] = [
    Usage::RequestBody,
    Usage::Parameter,
    Usage::Response,
    Usage::DefaultResponse,
    Usage::ResponseHeader,
    Usage::CallbackBody,
    Usage::CallbackResponse,
    Usage::WebhookBody,
    Usage::SharedPathItem,
];

impl Usage {
    pub fn any(choices: &mut Choices) -> Self {
        choices.pick(&ALL)
    }

    pub fn writer(self) -> Writer {
        match self {
            Self::RequestBody | Self::Parameter | Self::CallbackResponse | Self::SharedPathItem => {
                Writer::Caller
            }
            Self::Response
            | Self::DefaultResponse
            | Self::ResponseHeader
            | Self::CallbackBody
            | Self::WebhookBody => Writer::Service,
        }
    }

    /// A document of OpenAPI 3.1 that uses a schema here.
    pub fn document(self, schema: Value, schemas: Map<String, Value>) -> Value {
        let content = json!({ "application/json": { "schema": schema } });
        let body = json!({ "requestBody": { "required": true, "content": content } });
        let mut operation =
            json!({ "operationId": "send", "responses": { "204": { "description": "Done" } } });
        let mut item = None;
        let mut webhooks = json!({});
        match self {
            Self::RequestBody => operation["requestBody"] = body["requestBody"].clone(),
            Self::Parameter => {
                operation["parameters"] =
                    json!([{ "name": "p", "in": "query", "content": content }]);
            }
            Self::Response => {
                operation["responses"]["200"] = json!({ "description": "It", "content": content });
            }
            Self::DefaultResponse => {
                operation["responses"]["default"] =
                    json!({ "description": "It", "content": content });
            }
            Self::ResponseHeader => {
                let header = json!({ "required": true, "content": content });
                operation["responses"]["200"] =
                    json!({ "description": "It", "headers": { "X-A": header } });
            }
            Self::CallbackBody => {
                operation["callbacks"] =
                    json!({ "done": { "{$request.query.url}": { "post": body } } });
            }
            Self::CallbackResponse => {
                let answer =
                    json!({ "responses": { "200": { "description": "It", "content": content } } });
                operation["callbacks"] =
                    json!({ "done": { "{$request.query.url}": { "post": answer } } });
            }
            Self::WebhookBody => webhooks = json!({ "done": { "post": body } }),
            Self::SharedPathItem => {
                operation["requestBody"] = body["requestBody"].clone();
                item = Some(json!({ "$ref": "#/components/pathItems/Shared" }));
            }
        }
        let whole = json!({ "post": operation });
        json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1.0.0" },
            "paths": { "/a": item.unwrap_or_else(|| whole.clone()) },
            "webhooks": webhooks,
            "components": { "schemas": schemas, "pathItems": { "Shared": whole } },
        })
    }
}
