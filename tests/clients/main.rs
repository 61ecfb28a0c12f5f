//! The packed clients of all languages, each installed into an empty project, against the real service: one table of cases.
//! Run by `cargo xtask test clients`.

mod case;
mod drive;
mod example;
mod front;
mod languages;
mod package;
mod reply;
mod table;
