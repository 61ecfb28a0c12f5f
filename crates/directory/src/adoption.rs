use accounts::{AccountId, DirectoryError};
use jiff::Timestamp;

use crate::database::Database;
use crate::rows::without_nul;

impl Database {
    /// Notes an account of another directory, so that rows here can refer to it. The name is for people who look at them, and may be
    /// empty; one that is known stays then. Noting it again is fine.
    ///
    /// # Errors
    /// When the database could not be written.
    pub async fn adopt_account(&self, id: AccountId, name: &str) -> Result<(), DirectoryError> {
        let query = sql::query(
            "INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE excluded.name <> ''",
        )
        .bind(id.to_string())
        .bind(without_nul(name)?)
        .bind(Timestamp::now());
        self.bounded(query.execute(self.pool())).await?;
        Ok(())
    }
}
