//! Who is calling, which account that is, and the two ports: [`Billing`] and [`Directory`].
//!
//! [`AccountsService`] implements the generated traits of `accounts-api`; wire types stop there.

mod account;
mod billing;
mod credentials;
mod directory;
mod error_response;
mod failure;
mod key;
mod origin;
mod return_url;
mod service;
mod subscriptions;

pub use account::{Account, AccountId, InvalidAccountId, NewAccount};
pub use billing::{Billing, BillingError, PortalSession};
pub use directory::{Directory, DirectoryError, Expiry, NewKey, StoredKey};
pub use error_response::{error_response, retry_after};
pub use failure::{Cause, Failure};
pub use key::{ApiKey, InvalidKeyId, KEY_PREFIX, KeyHash, KeyHasher, KeyId};
pub use origin::{AllowedOrigin, InvalidOrigin};
pub use return_url::{InvalidReturnUrl, ReturnUrl, ReturnUrlPolicy};
pub use service::AccountsService;
