use std::num::NonZeroU64;
use std::path::PathBuf;

use clap::Args;

const LINES: &str = "\
The first line is the head, then there is a line for each account, key, identity and link to a customer, each account before what belongs
to it:
  {\"type\":\"head\",\"version\":1}
  {\"type\":\"account\",\"id\":\"UUID\",\"name\":\"Acme\",\"created_at\":\"2026-08-01T12:00:00Z\"}
  {\"type\":\"key\",\"id\":\"UUID\",\"account\":\"UUID\",\"name\":\"ci\",\"key_hash\":\"64 HEX DIGITS\",\"created_at\":\"2026-08-01T12:00:00Z\"}
  {\"type\":\"identity\",\"issuer\":\"ISS\",\"subject\":\"SUB\",\"account\":\"UUID\",\"created_at\":\"2026-08-01T12:00:00Z\"}
  {\"type\":\"customer\",\"account\":\"UUID\",\"customer\":\"cus_1\",\"created_at\":\"2026-08-01T12:00:00Z\"}
docs/operations.md describes every field.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  accounts-server import accounts.ndjson
  ssh old accounts-server export - | accounts-server import -

Run it again after an interruption: what is there already is skipped.

Exit codes: 0 every line is in the database, 1 lines were refused or it failed, 2 wrong command line or settings.";

const EXPORT_EXAMPLES: &str = "\
Examples:
  accounts-server export accounts.ndjson
  accounts-server export - | gzip > accounts.ndjson.gz

The file has hashes of keys, never a key. Only its owner can read it, and it appears once it is complete.";

/// Import accounts, keys (their hashes), identities and links to customers from a file with a line of JSON for each.
///
/// Lines are stored in batches, each in one transaction. What is in the database already is skipped where it is the same, and refused
/// where it is not; it is never changed.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES, after_long_help = format!("{LINES}\n\n{IMPORT_EXAMPLES}"))]
pub(crate) struct Import {
    /// The file; `-` for stdin.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Give up after so many lines that are refused. Each is reported with its number and the reason.
    #[arg(long, value_name = "N", default_value = "100")]
    pub(super) max_errors: NonZeroU64,
}

/// Export all accounts, keys (their hashes), identities and links to customers, a line of JSON for each, as they are at one moment.
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES, after_long_help = format!("{LINES}\n\n{EXPORT_EXAMPLES}"))]
pub(crate) struct Export {
    /// The file, which must not exist yet; `-` for stdout.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    pub(super) force: bool,
}
