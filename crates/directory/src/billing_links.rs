use sql::Target;

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
    pub(crate) async fn read<'a>(on: impl Into<Target<'a>>) -> sqlx::Result<Self> {
        let mut on = on.into();
        let account = "SELECT account FROM billing_accounts WHERE provider = 'stripe'";
        let account = sql::query_as::<(String,)>(account).fetch_optional(on.reborrow());
        let account = account.await?;
        let customers = "SELECT customer FROM account_customers WHERE made_by = 'manual' \
                         ORDER BY created_at DESC, account LIMIT $1";
        let customers = sql::query_as::<(String,)>(customers).bind(MAX_LINKS);
        let customers = customers.fetch_all(on).await?;
        Ok(Self {
            account: account.map(|(account,)| account),
            manual_customers: customers.into_iter().map(|(customer,)| customer).collect(),
        })
    }
}
