use jiff::SignedDuration;

use crate::query::bounded;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;

/// How long an expired session is kept, to show its visitor the way back.
const RETENTION: SignedDuration = SignedDuration::from_hours(24);
/// Sessions are swept with the first one that is opened, and then with each one after so many.
const SWEEP_INTERVAL: usize = 256;
/// Most sessions that one sweep removes: none holds the database for long, yet all together keep up.
const MAX_SWEPT: i64 = 1024;

impl Sandbox {
    /// Removes old sessions now and again, in the background.
    pub(crate) fn sweep_if_due(&self) {
        if !self.count_opening().is_multiple_of(SWEEP_INTERVAL) {
            return;
        }
        let sandbox = self.clone();
        tokio::spawn(async move {
            if let Err(error) = sandbox.sweep().await {
                tracing::warn!(%error, "old portal sessions were not removed; this is tried again later");
            }
        });
    }

    async fn sweep(&self) -> Result<(), StoreError> {
        let query = sql::query(
            "DELETE FROM sandbox_portal_sessions WHERE id IN \
             (SELECT id FROM sandbox_portal_sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        )
        .bind(self.now() - RETENTION)
        .bind(MAX_SWEPT);
        bounded(query.execute(self.pool())).await?;
        Ok(())
    }
}
