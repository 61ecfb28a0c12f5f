use accounts::{AccountId, Customers, DirectoryError};

use crate::command::line::Billing;
use crate::failure::Failure;

/// What the commands about an account's customer do. What is left to print is in the answer.
pub(crate) async fn answer(customers: &dyn Customers, command: Billing) -> Result<String, Failure> {
    match command {
        Billing::Link {
            account, customer, ..
        } => match customers.remember_customer(account, &customer).await {
            Ok(()) => Ok(String::new()),
            Err(error @ DirectoryError::NoSuchAccount(_)) => Err(Failure::Other(format!(
                "{error}; `accounts-server accounts list` shows those that exist"
            ))),
            Err(error) => Err(Failure::of("the customer cannot be stored", &error)),
        },
        Billing::Show { account, .. } => match customers.customer(account).await {
            Ok(Some(customer)) => Ok(format!("{customer}\n")),
            Ok(None) => Err(none(account)),
            Err(error) => Err(Failure::of("the customer cannot be read", &error)),
        },
        Billing::Unlink { account, .. } => unlink(customers, account).await,
    }
}

async fn unlink(customers: &dyn Customers, account: AccountId) -> Result<String, Failure> {
    let failed = |error| Failure::of("the customer cannot be forgotten", &error);
    let customer = customers.customer(account).await.map_err(failed)?;
    let customer = customer.ok_or_else(|| none(account))?;
    let forgotten = customers.forget_customer(account, &customer).await;
    forgotten.map_err(failed)?;
    Ok(String::new())
}

fn none(account: AccountId) -> Failure {
    Failure::Other(format!(
        "no customer is known of account {account}; `accounts-server billing link {account} CUSTOMER_ID` says which it is"
    ))
}
