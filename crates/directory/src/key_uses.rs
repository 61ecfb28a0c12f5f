use accounts::{KeyUse, SecretHash};

use crate::database::Database;
use crate::query_error::QueryError;

impl Database {
    /// Notes the use of a key. Rows are named by their hashes: an id may stand in any form of other services.
    pub(crate) async fn note_use(&self, used: &KeyUse) -> Result<(), QueryError> {
        let SecretHash { hash, under } = used.hashes.current;
        if used.keep_hash {
            let known = sql::query(
                "UPDATE account_api_keys SET key_hash_secret = $1 WHERE key_hash = $2 AND key_hash_secret IS NULL",
            )
            .bind(under.to_string())
            .bind(hash.to_string());
            self.bounded(known.execute(self.pool())).await?;
            if let Some(previous) = used.hashes.previous {
                self.keep_rolled_hash(used.hashes.current, previous).await?;
            }
        }
        if let Some(last_use) = &used.last_use {
            let noted = sql::query(
                "UPDATE account_api_keys SET last_used = $1 \
                 WHERE (key_hash = $2 OR rolled_hash = $2) AND COALESCE(last_used, '') = $3",
            )
            .bind(last_use.at)
            .bind(hash.to_string())
            .bind(last_use.before.as_deref().unwrap_or_default());
            self.bounded(noted.execute(self.pool())).await?;
        }
        Ok(())
    }

    /// Keeps the hash under the current secret beside the one under the secret before, in place of one under an older secret.
    async fn keep_rolled_hash(
        &self,
        current: SecretHash,
        previous: SecretHash,
    ) -> Result<(), QueryError> {
        let keep = sql::query(
            "UPDATE account_api_keys SET key_hash = $1, key_hash_secret = $2, rolled_hash = $3, rolled_hash_secret = $4 \
             WHERE key_hash = $1 OR (rolled_hash = $1 \
             AND NOT EXISTS (SELECT 1 FROM account_api_keys AS other WHERE other.key_hash = $1))",
        )
        .bind(previous.hash.to_string())
        .bind(previous.under.to_string())
        .bind(current.hash.to_string())
        .bind(current.under.to_string());
        self.bounded(keep.execute(self.pool())).await?;
        Ok(())
    }
}
