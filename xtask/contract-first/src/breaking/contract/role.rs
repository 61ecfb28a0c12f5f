use crate::breaking::schema::MessageDirection;

/// Who sends the request of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Those who call the API.
    Call,
    /// The service, to a callback or a webhook of theirs.
    Callback,
}

impl Role {
    pub fn request(self) -> MessageDirection {
        match self {
            Self::Call => MessageDirection::Request,
            Self::Callback => MessageDirection::CallbackRequest,
        }
    }

    pub fn response(self) -> MessageDirection {
        match self {
            Self::Call => MessageDirection::Response,
            Self::Callback => MessageDirection::CallbackResponse,
        }
    }
}
