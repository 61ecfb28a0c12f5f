use sqlx::AnyConnection;

/// Most links that are looked at.
const MAX_LINKS: i64 = 20;

/// What the database has of the billing provider, for an examination.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillingLinks {
    /// The provider's account under which the first link was made, where it is known.
    pub account: Option<String>,
    /// Customers that accounts were linked to manually: the newest, and not all of them.
    pub manual_customers: Vec<String>,
}

impl BillingLinks {
    pub(crate) async fn read(connection: &mut AnyConnection) -> sqlx::Result<Self> {
        let account = "SELECT account FROM billing_accounts WHERE provider = 'stripe'";
        let account = sqlx::query_scalar(account).fetch_optional(&mut *connection);
        let account = account.await?;
        let customers = "SELECT customer FROM account_customers WHERE made_by = 'manual' \
                         ORDER BY created_at DESC, account LIMIT $1";
        let customers = sqlx::query_scalar(customers).bind(MAX_LINKS);
        Ok(Self {
            account,
            manual_customers: customers.fetch_all(connection).await?,
        })
    }
}
