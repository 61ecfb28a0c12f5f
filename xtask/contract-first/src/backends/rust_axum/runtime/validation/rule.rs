use crate::validation::Checked;
use crate::violation::Violation;

/// One rule, and what is said of a value that breaks it.
pub(crate) fn rule(holds: bool, problem: &str) -> Checked {
    if holds {
        return Ok(());
    }
    Err(Violation {
        field: String::new(),
        problem: problem.to_owned(),
    })
}
