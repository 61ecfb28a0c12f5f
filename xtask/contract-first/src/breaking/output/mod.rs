//! The forms of the report.

mod changelog;
mod github;
mod json;
mod markdown;
mod text;
mod version;
mod words;

pub use changelog::as_changelog;
pub use github::as_annotations;
pub use json::as_json;
pub use markdown::as_markdown;
pub use text::write_text;
