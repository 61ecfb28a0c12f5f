//! Responses whose media type says what they are.

use std::ops::Deref;

use reqwest::header::CONTENT_TYPE;

use crate::error::Error;
use crate::response::Response;

/// A response, and its media type.
pub(crate) struct Typed {
    pub(crate) response: Response,
    /// Without parameters, in lower case.
    pub(crate) media_type: String,
}

impl Typed {
    /// That it is none of the documented ones.
    pub(crate) fn other_media_type<E>(&self) -> Error<E> {
        self.unexpected(match self.media_type.as_str() {
            "" => "which has no media type".to_owned(),
            media_type => format!("which is {media_type}: this is not documented"),
        })
    }
}

/// The media type of a response, without parameters, in lower case.
pub(crate) fn media_type(response: &reqwest::Response) -> String {
    let value = response.headers().get(CONTENT_TYPE);
    let text = value.and_then(|value| value.to_str().ok());
    let essence = text.unwrap_or_default().split(';').next();
    essence.unwrap_or_default().trim().to_ascii_lowercase()
}

impl Deref for Typed {
    type Target = Response;

    fn deref(&self) -> &Response {
        &self.response
    }
}

impl AsRef<Response> for Typed {
    fn as_ref(&self) -> &Response {
        &self.response
    }
}
