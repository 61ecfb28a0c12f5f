use crate::card::Card;
use crate::query::bounded;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;

/// What became of a new card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CardUpdate {
    /// It is the payment method now, and paid what was open.
    Accepted,
    /// Its bank refused; nothing has changed.
    Declined,
    /// The subscription has ended; nothing has changed.
    Ended,
}

impl Sandbox {
    /// Makes a card the account's payment method and pays with it what is open.
    pub(crate) async fn pay_with(
        &self,
        account: &str,
        card: Card,
    ) -> Result<CardUpdate, StoreError> {
        if card.is_declined() {
            return Ok(CardUpdate::Declined);
        }
        let now = self.now();
        // First of the three: it locks the account's subscription until all are done.
        let save = sql::query(
            "UPDATE sandbox_subscriptions SET card = $1 \
             WHERE account = $2 AND status IN ('active', 'trialing', 'past_due') AND current_period_end > $3",
        )
        .bind(card.as_str())
        .bind(account)
        .bind(now);
        let settle = sql::query(
            "UPDATE sandbox_invoices SET status = 'paid', paid_at = $1, card = $2 WHERE account = $3 AND status = 'open'",
        )
        .bind(now)
        .bind(card.as_str())
        .bind(account);
        let recover = sql::query(
            "UPDATE sandbox_subscriptions SET status = 'active' WHERE account = $1 AND status = 'past_due'",
        )
        .bind(account);
        let saved = bounded(async {
            let mut transaction = self.pool().begin().await?;
            let saved = save.execute(&mut transaction).await? > 0;
            if saved {
                settle.execute(&mut transaction).await?;
                recover.execute(&mut transaction).await?;
            }
            transaction.commit().await?;
            Ok(saved)
        })
        .await?;
        Ok(if saved {
            CardUpdate::Accepted
        } else {
            CardUpdate::Ended
        })
    }
}
