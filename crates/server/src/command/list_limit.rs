use std::num::NonZeroUsize;

use accounts::Listed;
use clap::Args;

use crate::program;

/// How much of a list is printed.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct ListLimit {
    /// Print at most so many lines.
    #[arg(long, value_name = "N", default_value = "100")]
    limit: NonZeroUsize,
}

impl ListLimit {
    pub(crate) fn rows(self) -> usize {
        self.limit.get()
    }
}

/// A line for each row. That there are more is said beside it.
pub(crate) fn lines<T>(listed: &Listed<T>, line: impl Fn(&T) -> String) -> String {
    let Listed { first, total } = listed;
    if first.len() < *total {
        let shown = first.len();
        program::remark(&format!(
            "the oldest {shown} of {total}; `--limit {total}` prints all"
        ));
    }
    first.iter().map(line).collect()
}
