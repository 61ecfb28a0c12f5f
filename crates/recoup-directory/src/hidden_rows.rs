use sql::Target;

use crate::table::Table;

/// Row-level security that hides every row of a table from a user. PostgreSQL reports no error: the table looks empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "row-level security hides every row of {table} from the user {user}; run: \
     CREATE POLICY accounts_server_reads ON {table} FOR SELECT TO {user} USING (true);"
)]
pub struct HiddenRows {
    /// The table.
    pub table: Table,
    /// The user, as statements name it.
    pub user: String,
}

/// What row-level security lets the user of a connection see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// All rows: it does not apply.
    All,
    /// The rows that its policies let through, which are all of them where they say `true`.
    ByPolicy { all: bool },
    /// None.
    Hidden(HiddenRows),
}

/// Whether row-level security applies, whether a policy lets the user read, whether one lets it read everything, and who it is. The roles
/// of a policy are those whose rights the user has; 0 is everybody.
const QUESTION: &str = "WITH policies AS (SELECT polpermissive, pg_get_expr(polqual, polrelid) AS condition FROM pg_policy \
     WHERE polrelid = to_regclass($1) AND polcmd IN ('r', '*') AND EXISTS (SELECT FROM unnest(polroles) AS role \
     WHERE role = 0 OR pg_has_role(current_user, role, 'USAGE'))) \
     SELECT COALESCE(row_security_active(to_regclass($1)), false), \
     EXISTS (SELECT FROM policies WHERE polpermissive), \
     EXISTS (SELECT FROM policies WHERE polpermissive AND condition = 'true') \
     AND NOT EXISTS (SELECT FROM policies WHERE NOT polpermissive), \
     quote_ident(current_user)";

impl Visibility {
    /// Asks the database. A table that does not exist hides nothing.
    pub(crate) async fn of<'a>(on: impl Into<Target<'a>>, table: Table) -> sqlx::Result<Self> {
        let question =
            sql::query_as::<(bool, bool, bool, String)>(QUESTION).bind(table.to_string());
        let (applies, any, all, user) = question.fetch_one(on).await?;
        Ok(match (applies, any) {
            (false, _) => Self::All,
            (true, true) => Self::ByPolicy { all },
            (true, false) => Self::Hidden(HiddenRows { table, user }),
        })
    }
}
