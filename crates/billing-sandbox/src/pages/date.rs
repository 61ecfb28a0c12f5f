use jiff::Timestamp;
use maud::{Markup, html};

/// A day in UTC, and that it is in UTC.
pub(crate) fn date(time: Timestamp) -> Markup {
    html! {
        time datetime=(time.strftime("%Y-%m-%d")) { (time.strftime("%-d %B %Y")) " (UTC)" }
    }
}

/// A day in UTC, where the heading says so.
pub(crate) fn short_date(time: Timestamp) -> Markup {
    html! {
        time datetime=(time.strftime("%Y-%m-%d")) { (time.strftime("%-d %b %Y")) }
    }
}

#[cfg(test)]
mod tests;
