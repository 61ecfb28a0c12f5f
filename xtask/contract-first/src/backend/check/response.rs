use crate::diagnostic::constructs::message;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Operation, Response};

/// The statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One.
    One(u16),
    /// A hundred of them: `4XX`.
    Range,
    /// All that have no response of their own.
    Default,
}

/// Finds the responses of an operation that the stub cannot give.
pub fn check(operation: &Operation, diagnostics: &mut Diagnostics) {
    for response in &operation.responses {
        match status(response) {
            Err(found) => diagnostics.add(found),
            Ok(Status::One(204 | 205 | 304)) if response.content.is_some() => {
                let code = &response.code;
                let found = message::BODY_OF_BODILESS_STATUS.at(response.at.child("content"));
                let reason = format!("a {code} has no body (RFC 9110, section 15)");
                diagnostics.add(found.because(reason));
            }
            Ok(_) => {}
        }
    }
}

/// The statuses that a response is for.
///
/// # Errors
/// What it is under is none.
pub fn status(response: &Response) -> Result<Status, Diagnostic> {
    match response.code.as_str() {
        "default" => Ok(Status::Default),
        "2XX" | "3XX" | "4XX" | "5XX" => Ok(Status::Range),
        code => match code.parse::<u16>() {
            Ok(number @ 200..600) => Ok(Status::One(number)),
            _ => {
                let reason = format!("`{code}` is not one status");
                Err(message::STATUS.at(&response.at).because(reason))
            }
        },
    }
}
