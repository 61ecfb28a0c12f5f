//! `import` and `export`, on either database.

mod export;
mod import;
mod interrupted;
mod lines;
mod sample;
