use std::collections::BTreeMap;
use std::fmt::Write;

use contract_first::files::sha256;

/// Most rows of one file that are named.
const MAX_NAMED: usize = 20;

/// Hexadecimal digits of the hash of a whole section.
const SECTION_DIGITS: usize = 16;

/// A section of a table: a line with its title and the hash of all its rows, then a name and the first `digits` of its hash on each line.
pub fn section(title: &str, rows: &[(String, String)], digits: usize) -> String {
    let mut all = String::new();
    let mut lines = String::new();
    for (name, hash) in rows {
        let name = name.replace(['\t', '\n', '\r'], " ");
        let _ = writeln!(all, "{name}\t{hash}");
        let _ = writeln!(lines, "{name}\t{}", &hash[..digits.min(hash.len())]);
    }
    let hash = sha256(all.as_bytes());
    format!("# {title}\t{}\n{lines}", &hash[..SECTION_DIGITS])
}

/// The sections of a table that have these titles, in its order.
pub fn sections(table: &str, titles: &[&String]) -> String {
    let mut wanted = false;
    let mut kept = String::new();
    for line in table.lines() {
        if let Some((title, _)) = line
            .strip_prefix("# ")
            .and_then(|line| line.rsplit_once('\t'))
        {
            wanted = titles.iter().any(|wanted| *wanted == title);
        }
        if wanted {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
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

/// The hashes of each section and of each row; several where names are equal.
fn rows(table: &str) -> BTreeMap<String, Vec<&str>> {
    let mut rows = BTreeMap::<String, Vec<&str>>::new();
    let mut title = "";
    for line in table.lines() {
        let Some((name, hash)) = line.rsplit_once('\t') else {
            continue;
        };
        let row = match name.strip_prefix("# ") {
            Some(next) => {
                title = next;
                title.to_owned()
            }
            None => format!("{title}: {name}"),
        };
        rows.entry(row).or_default().push(hash);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_chosen_by_their_title() {
        let [one, two] = ["one.json", "two.json"]
            .map(|title| section(title, &[("a".to_owned(), "1".to_owned())], 1));
        let table = format!("{one}{two}");
        assert_eq!(sections(&table, &[&"two.json".to_owned()]), two);
        assert_eq!(sections(&table, &[]), "");
    }

    #[test]
    fn rows_that_changed_are_named_with_their_section() {
        let table = |hash: &str, last: &str| {
            let rows = [("operation a\tb", hash), (last, "3")];
            let rows = rows.map(|(name, hash)| (name.to_owned(), hash.to_owned()));
            let empty = section("two.json", &[], 2);
            format!("{}{empty}", section("one.json", &rows, 2))
        };
        let changed = changed_rows(&table("11", "type c"), &table("22", "type d"));
        let expected = "  changed one.json\n  changed one.json: operation a b\n  removed one.json: type c\n  added one.json: type d";
        assert_eq!(changed, expected);
        // A row whose first digits happen to be the same.
        let changed = changed_rows(&table("111", "type c"), &table("112", "type c"));
        assert_eq!(changed, "  changed one.json");
    }
}
