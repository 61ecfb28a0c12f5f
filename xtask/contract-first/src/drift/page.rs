use super::problem::{ChangeOrigin, DriftProblem, ProblemKind};
use super::report::CheckedPath;
use crate::diff;
use crate::generation::ConstructsPage;

/// The table of constructs on disk against the one that this tool prints.
pub fn compare_page(page: &ConstructsPage) -> CheckedPath {
    let problem = |kind| DriftProblem::new(&page.path, kind);
    let problem = match page.there() {
        None => Some(problem(ProblemKind::Missing)),
        Some(on_disk) if on_disk == page.text.as_bytes() => None,
        Some(on_disk) => {
            let on_disk = String::from_utf8_lossy(&on_disk);
            let mut problem = problem(ProblemKind::Changed(ChangeOrigin::Pipeline));
            problem.diff = diff::unified(&on_disk, &page.text, &page.path, "generated now");
            Some(problem)
        }
    };
    CheckedPath::new(&page.path, problem.into_iter().collect())
}
