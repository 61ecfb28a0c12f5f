use super::construct::Construct;
use super::constructs::all;
use crate::target_kind::TargetKind;

/// The table of constructs as a Markdown page.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    page.push_str("| code | construct |");
    for target in TargetKind::ALL {
        page.push_str(&format!(" {} |", target.id()));
    }
    page.push_str(" what is generated, or why not | instead |\n| --- | --- |");
    page.push_str(&" --- |".repeat(TargetKind::ALL.len()));
    page.push_str(" --- | --- |\n");
    all().for_each(|construct| page.push_str(&row(construct)));
    page
}

const HEAD: &str = "# What is supported

What each target does with the constructs of OpenAPI 3.0 and 3.1. Generated from the table that `lint` and `explain CODE` use; `drift` checks it.

- supported: it is generated
- noted: it is left out, which is harmless, or it needs attention
- refused: what it belongs to is not generated, because the code would be wrong; `--skip-unsupported` leaves out only the affected operations

";

fn row(construct: &Construct) -> String {
    let Construct {
        code,
        title,
        reason,
        help,
        support,
    } = construct;
    let mut row = format!("| {code} | {} |", cell(title));
    for target in TargetKind::ALL {
        row.push_str(&format!(" {} |", support.of(target)));
    }
    row.push_str(&format!(" {} | {} |\n", cell(reason), cell(help)));
    row
}

/// A text of the table, in which no cell ends early.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_construct_has_its_row() {
        let page = page();
        let rows: Vec<_> = page
            .lines()
            .filter(|line| line.starts_with("| CF"))
            .collect();
        assert_eq!(rows.len(), all().count());
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 9, "{row}");
        }
    }
}
