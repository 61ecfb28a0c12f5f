use accounts::AccountId;
use clap::{ArgGroup, Subcommand, ValueEnum};
use directory::{AuditAction, AuditFilter, AuditRecord};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::cli_error::CliError;
use crate::command::confirmation::unconfirmed;
use crate::command::list_limit::ListLimit;
use crate::command::text::{counted, one_line, seconds};
use crate::command::values;
use crate::output;
use crate::system::System;

/// Who is shown where the program did it by itself.
const PROGRAM: &str = "(program)";

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Print who changed what, oldest first: id of the entry, time (UTC), operator, action, account, what it was done to, detail. A
    /// hyphen stands for what there is not.
    List {
        /// Start after this entry: the last one of the previous page.
        #[arg(long, value_name = "ENTRY_ID")]
        after: Option<Uuid>,
        /// Only what was done to this account.
        #[arg(long, value_name = "ID")]
        account: Option<AccountId>,
        /// Only this.
        #[arg(long, value_parser = values::action())]
        action: Option<AuditAction>,
        /// Only what was done since: a time such as 2026-01-31T12:00:00Z, a day such as 2026-01-31, or a duration such as 24h.
        #[arg(long, value_name = "TIME", value_parser = values::past)]
        since: Option<Timestamp>,
        #[command(flatten)]
        limit: ListLimit,
        /// As text, or as one JSON object on each line.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Remove old entries, and what is remembered of keys that ended before. Without --yes it only says how many, and fails.
    #[command(group(ArgGroup::new("end").required(true)))]
    Prune {
        /// Those from before this time, such as 2026-01-31T12:00:00Z, or this day, such as 2026-01-31.
        #[arg(long, value_name = "DATE", value_parser = values::past, group = "end")]
        before: Option<Timestamp>,
        /// Those that are older than so many days.
        #[arg(long, value_name = "DAYS", value_parser = values::days_ago, group = "end")]
        older_than: Option<Timestamp>,
        /// Really remove them.
        #[arg(long)]
        yes: bool,
    },
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

impl Audit {
    pub(crate) async fn run(self, system: &System) -> Result<String, CliError> {
        match self {
            Self::List {
                after,
                account,
                action,
                since,
                limit,
                format,
            } => {
                let filter = AuditFilter {
                    after,
                    account,
                    action,
                    since,
                };
                list(system, filter, limit, format).await
            }
            Self::Prune {
                before,
                older_than,
                yes,
            } => {
                let end = before.or(older_than).unwrap_or(Timestamp::MIN);
                prune(system, end, yes).await
            }
        }
    }
}

async fn list(
    system: &System,
    filter: AuditFilter,
    limit: ListLimit,
    format: Format,
) -> Result<String, CliError> {
    let page = system.database.audit_entries(filter, limit.rows()).await;
    let page = page.map_err(unreadable)?;
    if let Some(last) = page.rows.last().filter(|_| page.more) {
        output::remark(&format!(
            "there are more: `--after {}` prints the next",
            last.id
        ));
    }
    let line = match format {
        Format::Text => text_line,
        Format::Json => json_line,
    };
    Ok(page.rows.iter().map(line).collect())
}

fn text_line(record: &AuditRecord) -> String {
    let or_hyphen = |text: &Option<String>| one_line(text.as_deref().unwrap_or("-"));
    format!(
        "{}  {}  {}  {}  {}  {}  {}\n",
        record.id,
        one_line(&seconds(&record.at)),
        one_line(record.operator.as_deref().unwrap_or(PROGRAM)),
        one_line(&record.action),
        or_hyphen(&record.account),
        or_hyphen(&record.subject),
        or_hyphen(&record.detail),
    )
}

fn json_line(record: &AuditRecord) -> String {
    let AuditRecord {
        id,
        at,
        operator,
        action,
        account,
        subject,
        detail,
    } = record;
    let object = json!({
        "id": id.to_string(), "at": at, "operator": operator, "action": action, "account": account, "subject": subject,
        "detail": detail,
    });
    format!("{object}\n")
}

async fn prune(system: &System, end: Timestamp, yes: bool) -> Result<String, CliError> {
    if !yes {
        let count = system.database.audit_entries_before(end).await;
        let count = number(count.map_err(unreadable)?);
        let text = format!("{count} from before {end:.0} would be removed\n");
        return Err(unconfirmed(&text, "remove them"));
    }
    let removed = system.database.prune_audit(end).await;
    let removed = removed.map_err(|error| {
        CliError::of(
            "the audit log cannot be pruned; what was not removed yet is left for the next time",
            &error,
        )
    })?;
    Ok(format!("{} removed\n", number(removed)))
}

fn number(entries: u64) -> String {
    counted(entries, "entry", "entries")
}

fn unreadable(error: accounts::DirectoryError) -> CliError {
    CliError::of("the audit log cannot be read", &error)
}
