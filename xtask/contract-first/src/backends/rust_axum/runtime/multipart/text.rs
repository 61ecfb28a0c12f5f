use axum::body::Bytes;
use serde::de::DeserializeOwned;

use super::once::once;
use crate::forms::{Form, Node};
use crate::json;
use crate::multipart::ReceivedParts;
use crate::rejection::Rejection;
use crate::violation::Violation;

impl ReceivedParts {
    /// A value whose parts are texts.
    pub(crate) fn text<T: DeserializeOwned>(
        &mut self,
        name: &str,
        form: &Form,
    ) -> Result<Option<T>, Rejection> {
        let texts = self.texts(name).into_iter();
        let texts = texts.map(|text| decoded(name, text));
        let mut texts: Vec<_> = texts.collect::<Result<_, _>>()?;
        if !matches!(form, Form::List(_)) {
            texts = once(name, texts)?.into_iter().collect();
        }
        if texts.is_empty() {
            return Ok(None);
        }
        let value = json::located(form.value(&Node::of_texts(texts)));
        let value = value.map_err(|violation| Rejection::Body(violation.inside(name)));
        value.map(Some)
    }
}

fn decoded(name: &str, text: Bytes) -> Result<String, Rejection> {
    String::from_utf8(text.into()).map_err(|_| {
        Rejection::Body(Violation {
            field: name.to_owned(),
            problem: "must be UTF-8".to_owned(),
        })
    })
}
