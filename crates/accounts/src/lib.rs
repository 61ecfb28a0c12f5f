//! Who is calling, which account that is, and the ports: [`Billing`], [`Directory`], [`Customers`], [`Tokens`],
//! [`UserEmails`] and [`EmailAccounts`].
//!
//! [`AccountsService`] implements the generated traits of `accounts-api`; wire types stop there.

mod account;
mod account_rate;
mod authenticate_error;
mod authentication_metrics;
mod authenticator;
mod billing;
mod credential_cache;
mod customer;
mod deadline;
mod directory;
mod email_address;
mod email_error;
mod email_rule;
mod error_response;
mod failure_limit;
mod identity;
mod identity_token;
mod key;
mod key_use;
mod key_uses;
mod origin;
mod refusal_cause;
mod request_context;
mod resolved;
mod return_url;
mod secret_fingerprint;
mod service;
mod service_error;
mod subscriptions;
mod traces;

pub use account::{Account, AccountId, InvalidAccountId, NewAccount};
pub use account_rate::AccountRate;
pub use authenticate_error::AuthenticateError;
pub use authenticator::Authenticator;
pub use billing::{Billing, BillingError, PortalSession};
pub use credential_cache::CredentialCache;
pub use customer::{CustomerId, CustomerLink, Customers, InvalidCustomerId, LinkMaker};
pub use deadline::Deadline;
pub use directory::{
    CountedPage, Directory, DirectoryError, Expiry, KeyEnd, LinkedAccount, NewKey, Page, StoredKey,
};
pub use email_address::EmailAddress;
pub use email_error::{EmailError, EmailUnavailable};
pub use email_rule::{EmailAccounts, EmailRule, UserEmails};
pub use error_response::{error_response, retry_after};
pub use failure_limit::FailureLimit;
pub use identity::{Identity, IdentityLink, MAX_TOKEN_BYTES, TokenError, Tokens, VerifiedToken};
pub use identity_token::IdentityToken;
pub use key::{
    ApiKey, InvalidKeyHash, InvalidKeyId, KEY_PREFIX, KeyHash, KeyHasher, KeyHashes, KeyId,
    SecretHash,
};
pub use key_use::{KeyUse, LastUse};
pub use key_uses::{KeyUseWriter, KeyUses};
pub use origin::{AllowedOrigin, InvalidOrigin};
pub use refusal_cause::RefusalCause;
pub use request_context::RequestContext;
pub use resolved::{CredentialName, Resolved};
pub use return_url::{InvalidReturnUrl, ReturnUrl, ReturnUrlPolicy};
pub use secret_fingerprint::{InvalidSecretFingerprint, SecretFingerprint};
pub use service::AccountsService;
pub use service_error::{Cause, ServiceError};
pub use traces::TRACES;
