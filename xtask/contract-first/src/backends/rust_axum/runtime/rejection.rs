use std::fmt;

use axum::http::StatusCode;

use crate::credential_problem::CredentialProblem;
use crate::violation::Violation;

/// A request that the stub refuses. [`Service::refuse`](crate::Service::refuse) renders it; the
/// texts name what to fix and hold nothing internal.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// 404: the document has no such path.
    UnknownPath,
    /// 405: the path takes other methods.
    MethodNotAllowed {
        /// The methods that it takes: the value of the `Allow` header.
        allow: &'static str,
    },
    /// 401: credentials are missing or cannot be read.
    Credentials {
        /// What is wrong.
        problem: CredentialProblem,
        /// Whether there are usable credentials beside.
        others: bool,
    },
    /// 400: a parameter is missing or wrong.
    Parameter(Violation),
    /// 400: a body is required and there is none.
    BodyMissing,
    /// 400: the body ended early or its transfer coding is broken.
    BodyUnreadable,
    /// 408: the body took too long to arrive.
    BodyTimeout,
    /// 413: the body is larger than the limit.
    BodyTooLarge {
        /// The most that is read, in bytes.
        limit_bytes: usize,
    },
    /// 415: the body is not of the media type that the document asks for.
    MediaType {
        /// The media type that it asks for.
        expected: &'static str,
    },
    /// 406: the client takes none of the media types that the response may have.
    NotAcceptable {
        /// The media types that it may have.
        offered: Vec<&'static str>,
    },
    /// 400: the body is not JSON.
    Syntax {
        /// What the parser found, with line and column.
        problem: String,
    },
    /// 400: the body is JSON, but not what the document describes.
    Body(Violation),
    /// 500: a response could not be written.
    Internal,
}

impl Rejection {
    /// No credentials where there have to be some.
    pub const NO_CREDENTIALS: Self = Self::Credentials {
        problem: CredentialProblem::Missing,
        others: false,
    };

    /// The status that HTTP has for it.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::UnknownPath => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Credentials { .. } => StatusCode::UNAUTHORIZED,
            Self::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::Parameter(_)
            | Self::BodyMissing
            | Self::BodyUnreadable
            | Self::Syntax { .. }
            | Self::Body(_) => StatusCode::BAD_REQUEST,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPath => f.write_str("Unknown path"),
            Self::MethodNotAllowed { allow } => {
                write!(f, "Method not allowed; this path takes {allow}")
            }
            Self::Credentials { problem, .. } => problem.fmt(f),
            Self::Parameter(violation) | Self::Body(violation) => violation.fmt(f),
            Self::BodyMissing => f.write_str("A request body is required"),
            Self::BodyUnreadable => f.write_str("The request body could not be read to its end"),
            Self::BodyTimeout => f.write_str("The request body took too long to arrive"),
            Self::BodyTooLarge { limit_bytes } => {
                write!(f, "The request body is larger than {limit_bytes} bytes")
            }
            Self::MediaType { expected } => write!(f, "Content-Type must be {expected}"),
            Self::NotAcceptable { offered } => {
                write!(f, "Accept must allow one of {}", offered.join(", "))
            }
            Self::Syntax { problem } => write!(f, "The request body is not valid JSON: {problem}"),
            Self::Internal => f.write_str("Internal server error"),
        }
    }
}
