use super::problem::{Origin, Problem, ProblemKind};
use super::report::Document;
use crate::diff;
use crate::generation::ConstructsPage;

/// The table of constructs on disk against the one that this tool prints.
pub fn compare_page(page: &ConstructsPage) -> Document {
    let problem = |kind| Problem::new(&page.path, kind);
    let problem = match page.there() {
        None => Some(problem(ProblemKind::Missing)),
        Some(there) if there == page.text.as_bytes() => None,
        Some(there) => {
            let there = String::from_utf8_lossy(&there);
            let mut problem = problem(ProblemKind::Changed(Origin::Pipeline));
            problem.diff = diff::unified(&there, &page.text, &page.path, "generated now");
            Some(problem)
        }
    };
    Document::new(&page.path, problem.into_iter().collect())
}
