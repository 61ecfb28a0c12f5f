use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use contract_first::TargetKind;

use super::complaint;
use super::outcome::{Cause, Checked, Failure, Outcome, PackageOutcome};

/// The numbers of each target, below their head.
pub fn totals(title: &str, outcomes: &[&Outcome]) -> String {
    let head = "| documents | target | operations | taken | generated | compiled of generated | responded |\n| --- | --- | --- | --- | --- | --- | --- |\n";
    format!("{head}{}", total_rows(title, outcomes))
}

/// The numbers of each target for some of the documents.
pub fn total_rows(title: &str, outcomes: &[&Outcome]) -> String {
    let mut rows = String::new();
    for kind in TargetKind::ALL {
        let total = Total::of(kind, outcomes.iter().copied());
        let answered = match kind {
            TargetKind::RustAxum => total.answered.to_string(),
            _ => String::new(),
        };
        let _ = writeln!(
            rows,
            "| {title} | {} | {} | {} ({}) | {} of {} | {} of {} | {answered} |",
            name(kind),
            total.operations,
            total.taken,
            percent(total.taken, total.operations),
            total.generated,
            outcomes.len(),
            total.compiled,
            total.generated,
        );
    }
    rows
}

/// One line for each document.
pub fn documents(outcomes: &[Outcome]) -> String {
    let mut table = "| document | OpenAPI | operations | stub | Rust | TypeScript | Python | first response, or why nothing is generated |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n".to_owned();
    for outcome in outcomes {
        let _ = writeln!(table, "{}", row(outcome));
    }
    table
}

/// The line of one document.
pub fn row(outcome: &Outcome) -> String {
    let cell = |kind| match outcome.packages.get(&kind) {
        None => String::new(),
        Some(package) if package.failure.is_some() => "none".to_owned(),
        Some(package) if package.complaints().is_some() => format!("{} NO", package.taken),
        Some(PackageOutcome {
            checked: Some(Checked::Unknown(_)),
            taken,
            ..
        }) => format!("{taken} ?"),
        Some(package) => package.taken.to_string(),
    };
    let cells = TargetKind::ALL.map(cell).join(" | ");
    let failures: BTreeSet<_> = outcome
        .packages
        .values()
        .filter_map(|package| package.failure.as_ref())
        .map(Failure::text)
        .collect();
    let answers = outcome.packages.values().map(PackageOutcome::answer);
    let remarks: Vec<_> = answers
        .filter(|answer| !answer.is_empty())
        .map(|answer| cut(answer, 80))
        .chain(failures.into_iter().map(|failure| cut(failure, 300)))
        .collect();
    format!(
        "| {} | {} | {} | {cells} | {} |",
        outcome.name,
        outcome.version,
        outcome.operations,
        remarks.join("; ")
    )
}

/// The reasons why operations were left out, the most frequent first.
pub fn causes(outcomes: &[Outcome]) -> String {
    #[derive(Default)]
    struct Row<'o> {
        operations: BTreeMap<TargetKind, usize>,
        documents: BTreeSet<&'o str>,
        example: &'o str,
    }
    let mut rows = BTreeMap::<&str, Row>::new();
    for outcome in outcomes {
        for (kind, package) in &outcome.packages {
            for (
                reason,
                Cause {
                    operations,
                    example,
                },
            ) in &package.causes
            {
                let row = rows.entry(reason).or_default();
                *row.operations.entry(*kind).or_default() += operations;
                row.documents.insert(&outcome.name);
                row.example = example;
            }
        }
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.operations.values().max().copied()));
    let mut text = "| stub | Rust | TypeScript | Python | documents | reason | such as |\n| --- | --- | --- | --- | --- | --- | --- |\n".to_owned();
    for (reason, row) in rows {
        let counts = TargetKind::ALL.map(|kind| match row.operations.get(&kind) {
            Some(count) => count.to_string(),
            None => String::new(),
        });
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            counts.join(" | "),
            row.documents.len(),
            cut(reason, 200),
            cut(row.example, 240)
        );
    }
    text
}

/// What compilers have against packages, the most frequent first.
pub fn complaints(outcomes: &[Outcome]) -> String {
    let mut rows = BTreeMap::<(TargetKind, String), (BTreeSet<&str>, String)>::new();
    for outcome in outcomes {
        for (kind, package) in &outcome.packages {
            let found = package.complaints().map(complaint::causes);
            for (cause, example) in found.into_iter().flatten() {
                let row = rows.entry((*kind, cause)).or_default();
                row.0.insert(&outcome.name);
                row.1 = example;
            }
        }
    }
    if rows.is_empty() {
        return "None.\n".to_owned();
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, (documents, _))| std::cmp::Reverse(documents.len()));
    let mut text =
        "| packages | target | cause | such as | in |\n| --- | --- | --- | --- | --- |\n"
            .to_owned();
    for ((kind, cause), (documents, example)) in rows {
        let first = documents.first().copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {first} |",
            documents.len(),
            name(kind),
            cut(&cause, 200),
            cut(&example, 240)
        );
    }
    text
}

/// One sentence.
pub fn summary(outcomes: &[Outcome]) -> String {
    let refused = outcomes
        .iter()
        .filter(|outcome| {
            let mut packages = outcome.packages.values();
            packages.all(|package| package.failure.is_some())
        })
        .count();
    let targets: Vec<_> = TargetKind::ALL
        .into_iter()
        .filter(|kind| {
            let mut all = outcomes.iter();
            all.any(|outcome| outcome.packages.contains_key(kind))
        })
        .map(|kind| {
            let total = Total::of(kind, outcomes);
            format!(
                "{}: {} of {} operations taken ({}), {} of {} packages compiled",
                name(kind),
                total.taken,
                total.operations,
                percent(total.taken, total.operations),
                total.compiled,
                total.generated
            )
        })
        .collect();
    format!(
        "{} documents, {refused} refused entirely, which count; {}",
        outcomes.len(),
        targets.join("; ")
    )
}

#[derive(Default)]
struct Total {
    operations: usize,
    taken: usize,
    generated: usize,
    compiled: usize,
    answered: usize,
}

impl Total {
    fn of<'o>(kind: TargetKind, outcomes: impl IntoIterator<Item = &'o Outcome>) -> Self {
        let nothing = PackageOutcome::default();
        let mut total = Self::default();
        for outcome in outcomes {
            let package = outcome.packages.get(&kind).unwrap_or(&nothing);
            total.operations += outcome.operations;
            total.taken += package.taken;
            total.generated += usize::from(package.taken > 0 && package.failure.is_none());
            total.compiled += usize::from(package.compiled());
            total.answered += usize::from(package.answered());
        }
        total
    }
}

fn name(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::RustAxum => "stub",
        TargetKind::Rust => "Rust",
        TargetKind::TypeScript => "TypeScript",
        TargetKind::Python => "Python",
    }
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}

/// A text for a cell: on one line, and not too long.
fn cut(text: &str, most: usize) -> String {
    let line = text.replace('\n', " ").replace('|', "\\|");
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::documents::choice::Part;
    use crate::test::documents::verdict_cache::PackageVerdict;

    fn outcome(name: &str, complaints: &str) -> Outcome {
        let package = |kind: TargetKind| {
            let answer = match kind {
                TargetKind::RustAxum => "501 implementation: a",
                _ => "",
            };
            let verdict = match kind {
                TargetKind::Python if !complaints.is_empty() => PackageVerdict::RefusedOperation {
                    complaints: complaints.to_owned(),
                },
                _ => PackageVerdict::Compiled {
                    answer: answer.to_owned(),
                },
            };
            let cause = Cause {
                operations: 1,
                example: "/paths/~1b it cannot".to_owned(),
            };
            PackageOutcome {
                taken: 2,
                causes: BTreeMap::from([("it cannot".to_owned(), cause)]),
                failure: None,
                checked: Some(Checked::Known(verdict)),
            }
        };
        Outcome {
            name: name.to_owned(),
            part: Part::Seeded,
            version: "3.0.0".to_owned(),
            operations: 3,
            packages: TargetKind::ALL.map(|kind| (kind, package(kind))).into(),
        }
    }

    #[test]
    fn each_target_has_its_numbers_and_each_failure_its_cause() {
        let failed =
            "`mypy` (exit status: 1)\na.py:1: error: Name \"b\" is not defined  [name-defined]";
        let mut outcomes = vec![outcome("good.json", ""), outcome("bad.json", failed)];
        let whole = outcome("none.json", "").packages.into_keys().map(|kind| {
            let failure = Some(Failure::Refused("all operations".to_owned()));
            (
                kind,
                PackageOutcome {
                    failure,
                    ..Default::default()
                },
            )
        });
        let packages = whole.collect();
        outcomes.push(Outcome {
            packages,
            ..outcome("none.json", "")
        });
        assert!(outcomes[0].good() && !outcomes[1].good() && outcomes[2].good());
        let all: Vec<_> = outcomes.iter().collect();
        let rows = total_rows("all", &all);
        assert!(
            rows.contains("| all | stub | 9 | 4 (44.4 %) | 2 of 3 | 2 of 2 | 2 |"),
            "{rows}"
        );
        assert!(
            rows.contains("| all | Python | 9 | 4 (44.4 %) | 2 of 3 | 1 of 2 |  |"),
            "{rows}"
        );
        assert_eq!(
            row(&outcomes[1]),
            "| bad.json | 3.0.0 | 3 | 2 | 2 | 2 | 2 NO | 501 implementation: a |"
        );
        assert_eq!(
            row(&outcomes[2]),
            "| none.json | 3.0.0 | 3 | none | none | none | none | all operations |"
        );
        assert!(
            causes(&outcomes).contains("| 2 | 2 | 2 | 2 | 2 | it cannot | /paths/~1b it cannot |")
        );
        let complaints = complaints(&outcomes);
        assert!(
            complaints.contains("| 1 | Python | Name \"…\" is not defined  [name-defined] |"),
            "{complaints}"
        );
        assert!(summary(&outcomes).starts_with("3 documents, 1 refused entirely"));
    }
}
