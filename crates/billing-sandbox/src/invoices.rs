use crate::invoice::{Invoice, InvoiceRow};
use crate::query::bounded;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;

/// What every query below asks for. Invoices are only ever looked up within one account.
macro_rules! of_account {
    ($rest:literal) => {
        concat!(
            "SELECT number, plan, amount, currency, status, period_start, period_end, created_at, paid_at, card \
             FROM sandbox_invoices WHERE account = $1 ",
            $rest
        )
    };
}

impl Sandbox {
    /// The account's invoices with numbers up to `from`, latest first, at most `limit`. Numbers have no gaps, so the first number of
    /// the first page is also how many there are.
    pub(crate) async fn invoices(
        &self,
        account: &str,
        from: i64,
        limit: i64,
    ) -> Result<Vec<Invoice>, StoreError> {
        let query = sql::query_as::<InvoiceRow>(of_account!(
            "AND number <= $2 ORDER BY number DESC LIMIT $3"
        ))
        .bind(account)
        .bind(from)
        .bind(limit);
        let rows = bounded(query.fetch_all(self.pool())).await?;
        rows.into_iter().map(Invoice::try_from).collect()
    }

    /// One of the account's invoices.
    pub(crate) async fn invoice(
        &self,
        account: &str,
        number: i64,
    ) -> Result<Option<Invoice>, StoreError> {
        let query = sql::query_as::<InvoiceRow>(of_account!("AND number = $2"))
            .bind(account)
            .bind(number);
        let row = bounded(query.fetch_optional(self.pool())).await?;
        row.map(Invoice::try_from).transpose()
    }

    /// How many invoices the account has.
    pub(crate) async fn last_invoice(&self, account: &str) -> Result<i64, StoreError> {
        let query = sql::query_as::<(Option<i64>,)>(
            "SELECT MAX(number) FROM sandbox_invoices WHERE account = $1",
        )
        .bind(account);
        let (last,) = bounded(query.fetch_one(self.pool())).await?;
        Ok(last.unwrap_or_default())
    }
}
