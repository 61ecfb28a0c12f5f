use jiff::Timestamp;

use crate::invoice::Payment;
use crate::portal::Portal;
use crate::query::bounded;
use crate::record::bill;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;
use crate::subscription::Status;

impl Sandbox {
    /// Brings a subscription's row up to `now`: the months that have started since are paid, each with its invoice. Nothing runs in
    /// the background: whoever looks does it.
    ///
    /// When several look at once, one of them writes; the others would have written the same, because it follows from the row alone.
    pub(crate) async fn renew(
        &self,
        portal: &mut Portal,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let subscription = &mut portal.subscription;
        let started = subscription.started_periods(now);
        let Some(current) = started.last() else {
            return Ok(());
        };
        let guarded = sql::query(
            "UPDATE sandbox_subscriptions SET status = 'active', current_period_end = $1 \
             WHERE account = $2 AND current_period_end = $3 AND status IN ('active', 'trialing') \
             AND cancel_at_period_end = 0",
        )
        .bind(current.end)
        .bind(&portal.account_id)
        .bind(subscription.current_period_end);
        let card = subscription.card;
        let months: Vec<_> = started
            .iter()
            .map(|period| Payment::of(*period, card))
            .collect();
        bounded(async {
            let mut transaction = self.pool().begin().await?;
            let renewed = guarded.execute(&mut transaction).await?;
            if renewed > 0 {
                let (plan, price) = (&subscription.plan, subscription.price);
                bill(&mut transaction, &portal.account_id, plan, price, &months).await?;
            }
            transaction.commit().await
        })
        .await?;
        subscription.status = Status::Active;
        subscription.current_period_end = current.end;
        Ok(())
    }
}
