use accounts::{AccountId, CustomerId, Customers, DirectoryError};
use clap::Subcommand;

use crate::cli_error::CliError;
use crate::command::unknown_account::unknown;

#[derive(Debug, Subcommand)]
pub(crate) enum Billing {
    /// Link an account to a customer, in place of any that was found or linked before. Servers use the link within
    /// ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS.
    Link {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        account: AccountId,
        /// The customer's id at Stripe: cus_...
        #[arg(value_name = "CUSTOMER_ID")]
        customer: CustomerId,
    },
    /// Print the customer that an account is linked to.
    Show {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        account: AccountId,
    },
    /// Forget the customer of an account; the next request looks it up at Stripe.
    Unlink {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        account: AccountId,
    },
}

impl Billing {
    pub(crate) async fn run(self, customers: &dyn Customers) -> Result<String, CliError> {
        match self {
            Self::Link { account, customer } => {
                match customers.link_customer(account, &customer).await {
                    Ok(()) => Ok(String::new()),
                    Err(error @ DirectoryError::NoSuchAccount(_)) => Err(unknown(&error)),
                    Err(error) => Err(CliError::of("the customer cannot be stored", &error)),
                }
            }
            Self::Show { account } => match customers.customer(account).await {
                Ok(Some(link)) => Ok(format!("{}\n", link.customer)),
                Ok(None) => Err(none(account)),
                Err(error) => Err(CliError::of("the customer cannot be read", &error)),
            },
            Self::Unlink { account } => unlink(customers, account).await,
        }
    }
}

async fn unlink(customers: &dyn Customers, account: AccountId) -> Result<String, CliError> {
    match customers.unlink_customer(account).await {
        Ok(true) => Ok(String::new()),
        Ok(false) => Err(none(account)),
        Err(error) => Err(CliError::of("the customer cannot be forgotten", &error)),
    }
}

fn none(account: AccountId) -> CliError {
    CliError::Other(format!(
        "no customer is known for account {account}; to link one: `accounts-server billing link {account} CUSTOMER_ID`"
    ))
}
