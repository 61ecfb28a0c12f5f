use accounts::{AccountId, CustomerId, CustomerLink, Customers, DirectoryError};
use async_trait::async_trait;

use crate::recoup_directory::RecoupDirectory;

/// They are ours, and refer to accounts that we may not have noted yet.
#[async_trait]
impl Customers for RecoupDirectory {
    async fn customer(&self, account: AccountId) -> Result<Option<CustomerLink>, DirectoryError> {
        self.own().customer(account).await
    }

    async fn link_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError> {
        self.adopt(account).await?;
        self.own().link_customer(account, customer).await
    }

    async fn unlink_customer(&self, account: AccountId) -> Result<bool, DirectoryError> {
        self.own().unlink_customer(account).await
    }

    async fn remember_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
        known: Option<&CustomerId>,
    ) -> Result<bool, DirectoryError> {
        let own = self.own();
        match own.remember_customer(account, customer, known).await {
            Err(DirectoryError::NoSuchAccount(_)) => {
                self.adopt(account).await?;
                own.remember_customer(account, customer, known).await
            }
            remembered => remembered,
        }
    }

    async fn forget_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError> {
        self.own().forget_customer(account, customer).await
    }

    async fn remember_provider_account(&self, id: &str) -> Result<(), DirectoryError> {
        self.own().remember_provider_account(id).await
    }
}
