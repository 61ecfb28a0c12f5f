//! Settings: one table, read from flags, environment and file, with every problem reported at once.

mod bearer;
mod cross_checks;
mod database_url;
mod definitions;
mod derived;
mod drop_in;
mod file;
mod key_secret;
pub(crate) mod limits;
mod number;
mod problem;
mod read;
mod retired;
mod secret_file;
mod short_secrets;
mod sources;
mod table;
mod types;
mod upstream;
mod value;
mod warnings;

#[cfg(test)]
mod tests;

pub(crate) use bearer::{BearerKeys, BearerSettings};
pub(crate) use definitions::{Settings, TABLE};
pub(crate) use key_secret::KeySecret;
pub(crate) use problem::{CONFIG_VARIABLE, Problem, SettingsError};
pub(crate) use secret_file::SecretFile;
pub(crate) use table::{Effective, Group, Setting};
#[cfg(test)]
pub(crate) use types::Provider;
pub(crate) use types::{LogFilter, Networks};
pub(crate) use upstream::path_shapes;
pub(crate) use value::Value;
