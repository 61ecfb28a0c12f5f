//! Text of a document as it may appear in what is made from it: in a literal, in Markdown, in a message. No byte of it becomes code.

mod chain;
mod character;
pub mod literal;
pub mod markdown;
pub mod pattern;
mod words;

pub use chain::chain;
pub use character::{is_printable, json_text, lines, message, one_line, printable};
pub use words::pascal;
