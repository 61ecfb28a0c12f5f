use std::fmt;

use sql::Target;

use crate::access::Command;
use crate::table::Table;

/// Row-level security that keeps a user from every row of a table. Where rows are read, PostgreSQL reports no error: the table looks empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct HiddenRows {
    /// The table.
    pub table: Table,
    /// What cannot be done.
    pub command: Command,
    /// The user, as statements name it.
    pub user: String,
}

impl fmt::Display for HiddenRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            table,
            command,
            user,
        } = self;
        match command {
            Command::Select => write!(
                f,
                "row-level security hides every row of {table} from the user {user}"
            )?,
            other => write!(
                f,
                "row-level security does not let the user {user} {} rows of {table}",
                other.verb()
            )?,
        }
        write!(f, "; run: {}", command.policy(*table, user))
    }
}

/// What row-level security lets the user of a connection see, or write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// All rows: it does not apply.
    All,
    /// The rows that its policies let through, which are all of them where they say `true`.
    ByPolicy { all: bool },
    /// None.
    Hidden(HiddenRows),
}

/// Whether row-level security applies, whether a policy lets the user do it, whether one lets it do it to every row, and who it is. The
/// roles of a policy are those whose rights the user has; 0 is everybody. Of new rows, the condition is that of `WITH CHECK`, where a
/// policy has it.
const QUESTION: &str = "WITH policies AS (SELECT polpermissive, CASE WHEN $2 = 'a' AND polwithcheck IS NOT NULL \
     THEN pg_get_expr(polwithcheck, polrelid) ELSE pg_get_expr(polqual, polrelid) END AS condition FROM pg_policy \
     WHERE polrelid = to_regclass($1) AND CAST(polcmd AS text) IN ($2, '*') AND EXISTS (SELECT FROM unnest(polroles) AS role \
     WHERE role = 0 OR pg_has_role(current_user, role, 'USAGE'))) \
     SELECT COALESCE(row_security_active(to_regclass($1)), false), \
     EXISTS (SELECT FROM policies WHERE polpermissive), \
     EXISTS (SELECT FROM policies WHERE polpermissive AND condition = 'true') \
     AND NOT EXISTS (SELECT FROM policies WHERE NOT polpermissive), \
     quote_ident(current_user)";

impl Visibility {
    /// Asks the database. A table that does not exist hides nothing.
    pub(crate) async fn of<'a>(
        on: impl Into<Target<'a>>,
        table: Table,
        command: Command,
    ) -> sqlx::Result<Self> {
        let question = sql::query_as::<(bool, bool, bool, String)>(QUESTION)
            .bind(table.to_string())
            .bind(command.policy_command());
        let (applies, any, all, user) = question.fetch_one(on).await?;
        Ok(match (applies, any) {
            (false, _) => Self::All,
            (true, true) => Self::ByPolicy { all },
            (true, false) => Self::Hidden(HiddenRows {
                table,
                command,
                user,
            }),
        })
    }
}
