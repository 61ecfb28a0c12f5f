use std::num::NonZeroUsize;

use accounts::CountedPage;
use clap::Args;

use crate::output;

/// How many lines of a list are printed.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ListLimit {
    /// Print at most this many lines.
    #[arg(long, value_name = "N", default_value = "100")]
    limit: NonZeroUsize,
}

impl ListLimit {
    pub(crate) fn rows(self) -> usize {
        self.limit.get()
    }
}

/// A line for each row. A remark says so when there are more.
pub(crate) fn lines<T>(page: &CountedPage<T>, line: impl Fn(&T) -> String) -> String {
    let CountedPage { rows, total } = page;
    if rows.len() < *total {
        let shown = rows.len();
        output::remark(&format!(
            "the oldest {shown} of {total}; `--limit {total}` prints all"
        ));
    }
    rows.iter().map(line).collect()
}
