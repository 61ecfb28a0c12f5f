use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;

use crate::account::AccountId;
use crate::directory::DirectoryError;

/// Longest id of a customer, in bytes: what Stripe promises for its ids.
const MAX_BYTES: usize = 255;

/// A customer's id at the billing provider: opaque, printable ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomerId(String);

impl CustomerId {
    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not a customer id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a customer id: expected up to 255 printable ASCII characters such as cus_NffrFeUfNV2Hib"
)]
pub struct InvalidCustomerId;

impl FromStr for CustomerId {
    type Err = InvalidCustomerId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=MAX_BYTES).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidCustomerId)
        }
    }
}

/// Who linked an account to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkMaker {
    /// A person, by a command.
    Manual,
    /// This program, which found the customer at the provider.
    Automatic,
    /// One of the two: the link is from before it was stored.
    Unknown,
}

/// The customer that an account is linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerLink {
    /// The customer.
    pub customer: CustomerId,
    /// Who made the link.
    pub maker: LinkMaker,
}

/// Port: the links between accounts and customers of the billing provider, so that each is looked up only once.
#[async_trait]
pub trait Customers: Send + Sync {
    /// The customer that the account is linked to.
    async fn customer(&self, account: AccountId) -> Result<Option<CustomerLink>, DirectoryError>;

    /// Links the account to a customer manually, in place of any other. The account has to exist: [`DirectoryError::NoSuchAccount`]
    /// otherwise.
    async fn link_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError>;

    /// Removes the account's link, whoever made it; `false` when there was none.
    async fn unlink_customer(&self, account: AccountId) -> Result<bool, DirectoryError>;

    /// Links the account to a customer that was found, while its link is still the one that was `known` before the search, and was not
    /// made manually; `false` when it is not. The account has to exist: [`DirectoryError::NoSuchAccount`] otherwise.
    async fn remember_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
        known: Option<&CustomerId>,
    ) -> Result<bool, DirectoryError>;

    /// Forgets this customer of the account, where it was found automatically; any other link stays.
    async fn forget_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError>;

    /// Remembers the provider's own account, of which the customers are, unless one is remembered already.
    async fn remember_provider_account(&self, id: &str) -> Result<(), DirectoryError>;
}
