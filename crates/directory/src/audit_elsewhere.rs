use accounts::DirectoryError;

use crate::audit_entry::AuditEntry;
use crate::database::Database;

impl Database {
    /// Makes a change in another database, with an entry here: the entry is written first, and takes effect when something was changed.
    /// Returns how many rows it changed.
    ///
    /// # Errors
    /// The change failed, or the entry could not be written. Where the entry was written and could not take effect, the change was made
    /// all the same: two databases have no transaction together.
    pub async fn audit_elsewhere(
        &self,
        entry: AuditEntry,
        change: impl Future<Output = Result<u64, DirectoryError>>,
    ) -> Result<u64, DirectoryError> {
        let begin = async {
            let mut transaction = self.pool().begin().await?;
            self.audit(&mut transaction, &[entry]).await?;
            Ok(transaction)
        };
        let transaction = self.bounded(begin).await?;
        let changed = change.await?;
        if changed > 0 {
            self.bounded(transaction.commit()).await?;
        }
        Ok(changed)
    }
}
