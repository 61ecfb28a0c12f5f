//! Who is calling, which account that is, and the ports: [`Billing`], [`Directory`], [`Customers`] and [`Tokens`].
//!
//! [`AccountsService`] implements the generated traits of `accounts-api`; wire types stop there.

mod account;
mod account_rate;
mod authentication_counts;
mod authenticator;
mod billing;
mod credential_cache;
mod customer;
mod deadline;
mod directory;
mod error_response;
mod failure;
mod failure_limit;
mod identity;
mod key;
mod key_uses;
mod lookups;
mod origin;
mod peer;
mod portal_counts;
mod return_url;
mod secret_fingerprint;
mod service;
mod store_query;
mod subscriptions;
mod traces;

pub use account::{Account, AccountId, InvalidAccountId, NewAccount};
pub use account_rate::AccountRate;
pub use authenticator::{Authenticator, Unidentified};
pub use billing::{Billing, BillingError, PortalSession};
pub use credential_cache::CredentialCache;
pub use customer::{CustomerId, CustomerLink, Customers, InvalidCustomerId, LinkMaker};
pub use deadline::Deadline;
pub use directory::{Directory, DirectoryError, Expiry, Listed, NewKey, Page, StoredKey};
pub use error_response::{error_response, retry_after};
pub use failure::{Cause, Failure};
pub use failure_limit::FailureLimit;
pub use identity::{
    Identity, IdentityLink, LONGEST_TOKEN_BYTES, TokenError, Tokens, VerifiedToken,
};
pub use key::{
    ApiKey, InvalidKeyHash, InvalidKeyId, KEY_PREFIX, KeyHash, KeyHasher, KeyHashes, KeyId,
    SecretHash,
};
pub use key_uses::{KeyUse, KeyUseWriter, KeyUses, LastUse};
pub use lookups::Lookups;
pub use origin::{AllowedOrigin, InvalidOrigin};
pub use peer::coming_from;
pub use return_url::{InvalidReturnUrl, ReturnUrl, ReturnUrlPolicy};
pub use secret_fingerprint::{InvalidSecretFingerprint, SecretFingerprint};
pub use service::AccountsService;
pub use store_query::StoreQuery;
pub use traces::TRACES;
