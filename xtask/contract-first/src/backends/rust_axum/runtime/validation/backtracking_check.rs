use crate::validation::{Backtracking, Checked};
use crate::violation::Violation;

impl Backtracking {
    /// Checks a text, in bounded time.
    pub(crate) fn check(&self, text: &str, problem: &str) -> Checked {
        let problem = match self.is_match(text) {
            Some(true) => return Ok(()),
            Some(false) => problem,
            None => "takes too long to be matched against its pattern",
        };
        Err(Violation {
            field: String::new(),
            problem: problem.to_owned(),
        })
    }
}
