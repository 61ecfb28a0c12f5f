use serde::de::Error;

use super::located::MARK;
use crate::violation::Violation;

/// A violation as an error of serde, which [`located`](crate::json::located) reads.
pub(crate) fn error<E: Error>(violation: &Violation) -> E {
    E::custom(format_args!(
        "{MARK}{}{MARK}{}",
        violation.field, violation.problem
    ))
}
