/// Which way values go, and in which part of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageDirection {
    /// Callers write it: what the old schema accepts, the new one must accept.
    Request,
    /// Callers read it: what the new schema allows, the old one must have allowed.
    Response,
    /// The request of a callback or a webhook, which callers read.
    CallbackRequest,
    /// The answer to a callback or a webhook, which callers write.
    CallbackResponse,
}

impl MessageDirection {
    /// Whether those who call the API write the values; otherwise they read them.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Request | Self::CallbackResponse)
    }

    /// Whether the values are in a request of HTTP, where `readOnly` properties do not exist; in a response `writeOnly` ones do not.
    pub fn is_request(self) -> bool {
        matches!(self, Self::Request | Self::CallbackRequest)
    }

    /// The same part of an exchange, seen from the other end.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Request => Self::CallbackRequest,
            Self::CallbackRequest => Self::Request,
            Self::Response => Self::CallbackResponse,
            Self::CallbackResponse => Self::Response,
        }
    }
}
