use crate::rejection::Rejection;
use crate::violation::Violation;

/// A part that has to be there.
pub(crate) fn required<T>(name: &str, part: Option<T>) -> Result<T, Rejection> {
    part.ok_or_else(|| {
        Rejection::Body(Violation {
            field: name.to_owned(),
            problem: "is required".to_owned(),
        })
    })
}
