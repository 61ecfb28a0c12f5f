use crate::query::bounded;
use crate::reason::Reason;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;

impl Sandbox {
    /// Has the subscription end with the current month. `false` when it does so already, or has ended.
    pub(crate) async fn cancel(&self, account: &str, reason: Reason) -> Result<bool, StoreError> {
        let query = sql::query(
            "UPDATE sandbox_subscriptions SET cancel_at_period_end = 1, cancel_reason = $1 \
             WHERE account = $2 AND cancel_at_period_end = 0 \
             AND status IN ('active', 'trialing', 'past_due') AND current_period_end > $3",
        )
        .bind(reason.as_str())
        .bind(account)
        .bind(self.now());
        let changed = bounded(query.execute(self.pool())).await?;
        Ok(changed > 0)
    }

    /// Takes a cancellation back. `false` when there is none, or the subscription has ended.
    pub(crate) async fn keep(&self, account: &str) -> Result<bool, StoreError> {
        let query = sql::query(
            "UPDATE sandbox_subscriptions SET cancel_at_period_end = 0, cancel_reason = NULL \
             WHERE account = $1 AND cancel_at_period_end = 1 \
             AND status IN ('active', 'trialing', 'past_due') AND current_period_end > $2",
        )
        .bind(account)
        .bind(self.now());
        let changed = bounded(query.execute(self.pool())).await?;
        Ok(changed > 0)
    }
}
