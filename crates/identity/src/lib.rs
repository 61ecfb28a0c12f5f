//! Bearer tokens: JWTs verified against the keys of their issuer, by RFC 7519 and the advice of RFC 8725.
//!
//! [`Verifier`] implements the port [`accounts::Tokens`]. It takes its keys from a [`KeySet`] that was read once, or from
//! [`RemoteKeys`] that are fetched and kept fresh.

mod algorithm;
mod claims;
mod fetch;
mod fetch_error;
mod header;
mod jwk;
mod key;
mod key_error;
mod key_set;
mod key_url;
mod pem;
mod refusal;
mod remote;
mod rules;
mod strict_json;
mod timing;
mod verified_claims;
mod verifier;

pub use algorithm::{Algorithm, InvalidAlgorithm};
pub use fetch::KeyLocation;
pub use fetch_error::FetchError;
pub use key_error::KeyError;
pub use key_set::KeySet;
pub use key_url::{InvalidKeyUrl, KeyUrl};
pub use remote::RemoteKeys;
pub use rules::Rules;
pub use timing::Timing;
pub use verified_claims::VerifiedClaims;
pub use verifier::Verifier;
