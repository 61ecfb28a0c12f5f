use crate::rejection::Rejection;
use crate::violation::Violation;

/// A refusal that names the parameter.
pub(crate) fn violation(name: &str, problem: &str) -> Rejection {
    Rejection::Parameter(Violation {
        field: name.to_owned(),
        problem: problem.to_owned(),
    })
}
