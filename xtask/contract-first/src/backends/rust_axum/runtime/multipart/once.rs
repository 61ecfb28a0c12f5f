use crate::rejection::Rejection;
use crate::violation::Violation;

/// The only one of a name, if there is one.
pub(super) fn once<T>(name: &str, mut several: Vec<T>) -> Result<Option<T>, Rejection> {
    match several.len() {
        0 | 1 => Ok(several.pop()),
        _ => Err(Rejection::Body(Violation {
            field: name.to_owned(),
            problem: "must appear only once".to_owned(),
        })),
    }
}
