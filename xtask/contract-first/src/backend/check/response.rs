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
    let wrong = operation
        .responses
        .iter()
        .filter_map(|response| status(response).err());
    wrong.for_each(|found| diagnostics.add(found));
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
