use crate::breaking::schema::Direction;

/// Who sends the request of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Those who call the API.
    Call,
    /// The service, to a callback or a webhook of theirs.
    Callback,
}

impl Role {
    pub fn request(self) -> Direction {
        match self {
            Self::Call => Direction::Request,
            Self::Callback => Direction::CallbackRequest,
        }
    }

    pub fn response(self) -> Direction {
        match self {
            Self::Call => Direction::Response,
            Self::Callback => Direction::CallbackResponse,
        }
    }
}
