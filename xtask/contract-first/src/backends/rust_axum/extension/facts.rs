use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::backend::names::literal;
use crate::backends::rust_axum::security::Schemes;
use crate::model::Operation;

/// An operation, the module of its tag, and its extension.
pub struct Lowering<'c> {
    pub operation: &'c Operation,
    pub module: String,
    pub extension: Map<String, Value>,
}

/// What flags are raised by.
pub struct Facts<'f> {
    pub operations: &'f [Lowering<'f>],
    pub models: &'f [Value],
    pub schemes: &'f Schemes,
    /// What has to be in scope somewhere.
    pub uses: &'f BTreeSet<String>,
    /// All checks, as code without its literals.
    pub checks: &'f str,
    /// Whether there are tables of forms.
    pub forms: bool,
}

impl Facts<'_> {
    /// Whether something is true of an operation.
    pub fn any(&self, test: impl Fn(&Map<String, Value>) -> bool) -> bool {
        self.operations.iter().any(|one| test(&one.extension))
    }

    /// Whether something is true of a parameter.
    pub fn parameter(&self, test: impl Fn(&Value) -> bool) -> bool {
        self.any(|operation| {
            let fields = operation["parameters"]["fields"].as_array();
            fields.into_iter().flatten().any(&test)
        })
    }

    /// Whether a parameter is read in this way, as a list or not.
    pub fn located(&self, place: &str, list: bool) -> bool {
        self.parameter(|field| field["location"] == place && field["list"] == list)
    }

    /// Whether a body is of a kind.
    pub fn body(&self, kind: &str) -> bool {
        self.any(|operation| operation["body"]["kind"] == kind)
    }

    /// Whether something is true of an answer.
    pub fn answer(&self, test: impl Fn(&Value) -> bool) -> bool {
        self.any(|operation| {
            let responses = operation["responses"].as_array();
            responses.into_iter().flatten().any(&test)
        })
    }

    /// Whether a header of an answer is written with a function.
    pub fn header(&self, written: &str) -> bool {
        self.answer(|response| {
            let fields = response["headers"]["fields"].as_array();
            let mut fields = fields.into_iter().flatten();
            fields.any(|field| field["write"] == written)
        })
    }

    /// Whether something is true of a model of a kind.
    pub fn model(&self, kind: &str, test: impl Fn(&Value) -> bool) -> bool {
        let mut models = self.models.iter();
        models.any(|model| model.get(kind).is_some_and(&test))
    }

    /// The same of one that requests are made of.
    pub fn read(&self, kind: &str, test: impl Fn(&Value) -> bool) -> bool {
        self.model(kind, |model| model["request"] == true && test(model))
    }

    /// Whether a property of requests is read with a function.
    pub fn property(&self, function: &str) -> bool {
        // In a text of the document the quotation marks would be escaped.
        let attribute = format!("deserialize_with = {}", literal(function));
        self.read("object", |model| {
            let fields = model["fields"].as_array().into_iter().flatten();
            fields.chain([&model["kept"]]).any(|field| {
                let serde = field["serde"][0].as_str();
                serde.is_some_and(|serde| serde.contains(&attribute))
            })
        })
    }

    /// Whether a credential is read with a function.
    pub fn credential(&self, call: &str) -> bool {
        self.schemes.rendered.iter().any(|scheme| {
            let read = scheme["read"].as_str();
            read.is_some_and(|read| read.starts_with(call))
        })
    }

    pub fn secured(&self) -> bool {
        self.any(|operation| operation["authenticated"] != false)
    }

    pub fn parameters(&self) -> bool {
        self.any(|operation| operation["parameters"] != false)
    }

    pub fn bodies(&self) -> bool {
        self.any(|operation| operation["body"] != false)
    }

    pub fn json_answers(&self) -> bool {
        self.answer(|response| response["kind"] == "json")
    }

    pub fn response_headers(&self) -> bool {
        self.answer(|response| response["headers"] != false)
    }

    /// Whether forms are read.
    pub fn formed(&self) -> bool {
        self.forms || self.body("form") || self.located("query_form", false)
    }

    /// Whether checks are written. A parameter's struct is checked always, a body where it is a model or has rules.
    pub fn validated(&self) -> bool {
        self.parameters() || self.checks.contains("validation::")
    }
}
