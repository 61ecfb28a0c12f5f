use super::body::{RequestBody, Response};
use super::parameter::Parameter;
use super::security::SecurityRequirement;
use super::server::Server;
use crate::document::Pointer;

/// A method of a path.
pub struct Operation {
    pub at: Pointer,
    /// As the document writes it; of a callback its expression, of a webhook its name.
    pub path: String,
    /// In lower case.
    pub method: &'static str,
    pub operation_id: Option<String>,
    pub tags: Vec<String>,
    pub deprecated: bool,
    /// The announced end (`x-sunset`), as the document writes it.
    pub sunset: Option<String>,
    /// Its own and those of its path item that it does not replace.
    pub parameters: Vec<Parameter>,
    pub body: Option<RequestBody>,
    pub responses: Vec<Response>,
    /// One of these has to be met; none at all when nothing is asked for.
    pub security: Vec<SecurityRequirement>,
    /// Its own, its path item's or the document's; `/` when there is none.
    pub servers: Vec<Server>,
    pub callbacks: Vec<Callback>,
}

/// Requests that the service sends because of an operation.
pub struct Callback {
    pub at: Pointer,
    /// The key in `callbacks`.
    pub name: String,
    /// The runtime expression of the address.
    pub expression: String,
    pub operations: Vec<Operation>,
}
