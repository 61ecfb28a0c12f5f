//! Places of statements for many rows, in which values are bound.

/// Rows for one statement. SQLite looks for the name of each placeholder among all that came before it, so more would cost more for each.
pub(crate) const MAX_ROWS: usize = 100;

/// `$3, $4` for two behind the first two.
pub(crate) fn placeholders(bound: usize, count: usize) -> String {
    let numbers = bound + 1..=bound + count;
    let placeholders: Vec<_> = numbers.map(|number| format!("${number}")).collect();
    placeholders.join(", ")
}

/// `($1, $2), ($3, $4)` for two rows of two columns.
pub(crate) fn rows(rows: usize, columns: usize) -> String {
    let row = |row: usize| format!("({})", placeholders(row * columns, columns));
    let rows: Vec<_> = (0..rows).map(row).collect();
    rows.join(", ")
}
