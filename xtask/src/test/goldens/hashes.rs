use std::collections::BTreeMap;
use std::fmt::Write;

use crate::files::sha256;

/// Most rows of one file that are named.
const MAX_NAMED: usize = 20;

/// Hexadecimal digits of a short hash: enough to tell that something changed.
const SHORT: usize = 8;

/// The first digits of a SHA-256.
pub fn short(bytes: &[u8]) -> String {
    let mut hash = sha256(bytes);
    hash.truncate(SHORT);
    hash
}

/// A section of a table: a line with its title, then a name and a hash on each line.
pub fn section(title: &str, rows: &[(String, String)]) -> String {
    let mut text = format!("# {title}\n");
    for (name, hash) in rows {
        let _ = writeln!(text, "{}\t{hash}", name.replace(['\t', '\n', '\r'], " "));
    }
    text
}

/// The rows that differ between two tables, with the titles of their sections.
pub fn changed_rows(old: &str, new: &str) -> String {
    let (old, new) = (rows(old), rows(new));
    let mut lines = Vec::new();
    for (row, hashes) in &old {
        match new.get(row) {
            None => lines.push(format!("  removed {row}")),
            Some(other) if other != hashes => lines.push(format!("  changed {row}")),
            Some(_) => {}
        }
    }
    let added = new.keys().filter(|row| !old.contains_key(*row));
    lines.extend(added.map(|row| format!("  added {row}")));
    let more = lines.len().saturating_sub(MAX_NAMED);
    lines.truncate(MAX_NAMED);
    if more > 0 {
        lines.push(format!("  ... {more} more"));
    }
    lines.join("\n")
}

/// The hashes of each row: several where names are equal.
fn rows(table: &str) -> BTreeMap<String, Vec<&str>> {
    let mut rows = BTreeMap::<String, Vec<&str>>::new();
    let mut title = "";
    for line in table.lines() {
        if let Some(next) = line.strip_prefix("# ") {
            title = next;
        } else if let Some((name, hash)) = line.rsplit_once('\t') {
            rows.entry(format!("{title}: {name}"))
                .or_default()
                .push(hash);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_changed_are_named_with_their_section() {
        let table = |hash: &str, last: &str| {
            let rows = [("operation a\tb", hash), (last, "3")];
            let rows = rows.map(|(name, hash)| (name.to_owned(), hash.to_owned()));
            format!("{}{}", section("one.json", &rows), section("two.json", &[]))
        };
        let changed = changed_rows(&table("1", "type c"), &table("2", "type d"));
        let expected = "  changed one.json: operation a b\n  removed one.json: type c\n  added one.json: type d";
        assert_eq!(changed, expected);
    }
}
