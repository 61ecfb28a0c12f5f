use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::violation::Violation;

// The rules of a model stop at the first that is broken, in the document's order: an error's code is the field, its message the
// problem.
impl From<Violation> for ValidationError {
    fn from(violation: Violation) -> Self {
        let mut error = Self::new("").with_message(violation.problem.into());
        error.code = violation.field.into();
        error
    }
}

/// What a model's `validate` found.
pub(crate) fn first(errors: ValidationErrors) -> Violation {
    let mut found = errors.0.into_values().filter_map(|kind| match kind {
        ValidationErrorsKind::Field(errors) => errors.into_iter().next(),
        _ => None,
    });
    let (field, problem) = found
        .next()
        .map(|error| (error.code, error.message))
        .unwrap_or_default();
    Violation {
        field: field.into_owned(),
        problem: problem.map_or_else(|| "does not fit the document".to_owned(), Into::into),
    }
}
