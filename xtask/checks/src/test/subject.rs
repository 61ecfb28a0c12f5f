use contract_first::files::below;
use contract_first::project::Project;

use super::check::Check;

/// What checks are about that concern this repository's own contract or fixtures: who takes the pipeline for another contract takes these
/// away, and the checks are gone with them.
const SUBJECTS: [(&str, &str); 23] = [
    ("bookshop", "tests/bookshop"),
    ("browser", "tests/browser"),
    ("bulk", "tests/stress"),
    ("clients", "tests/clients"),
    ("container", "crates/accounts"),
    ("connections", "tests/stress"),
    ("documents", "tests/documents"),
    ("drop", "tests/stress"),
    ("goldens", "tests/goldens"),
    ("injection", "tests/injection"),
    ("kills", "tests/stress"),
    ("names", "tests/names"),
    ("overload", "tests/stress"),
    ("packages", "tests/fixtures/corners.yaml"),
    ("postgres", "tests/postgres"),
    ("readme", "crates/accounts"),
    ("recipes", "tests/recipes/library"),
    ("schemathesis", "tests/tools/schemathesis.txt"),
    ("slow", "tests/stress"),
    ("soak", "tests/stress"),
    ("stripe", "tests/stripe"),
    ("tokens", "tests/tokens"),
    ("upstream", "tests/stress"),
];

/// The checks of a table whose subject is in this checkout. The more thorough form of a check (`tokens-1000000`) has the same subject.
pub fn present(project: &Project, table: &'static [Check]) -> Vec<&'static Check> {
    let is_there = |check: &&Check| {
        let subject = SUBJECTS
            .iter()
            .find(|(name, _)| check.name.split('-').next() == Some(name));
        subject.is_none_or(|(_, path)| below(project.root(), path).exists())
    };
    table.iter().filter(is_there).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::{CHECKS, STRESS};
    use std::fs;

    #[test]
    fn checks_go_with_their_subject() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("openapi")).unwrap();
        let project = Project::at(root.path(), None).unwrap();
        let names = |table| {
            present(&project, table)
                .iter()
                .map(|check| check.name)
                .collect::<Vec<_>>()
        };
        assert!(names(&CHECKS).contains(&"drift"));
        assert!(!names(&CHECKS).contains(&"stripe"));
        assert!(!names(&STRESS).contains(&"stripe-dead"));
        fs::create_dir_all(root.path().join("tests/stripe")).unwrap();
        assert!(names(&CHECKS).contains(&"stripe"));
        assert!(names(&STRESS).contains(&"stripe-dead"));
    }
}
