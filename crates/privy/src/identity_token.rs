use accounts::{EmailAddress, Identity};
use identity::VerifiedClaims;
use serde_json::Value;

use crate::linked_accounts::first_email;
use crate::refusal::Refusal;

/// The claim that holds the linked accounts of the user: JSON in a text.
pub(crate) const LINKED_ACCOUNTS: &str = "linked_accounts";

/// The address in the identity token of this user.
pub(crate) fn email(
    claims: &VerifiedClaims,
    user: &Identity,
) -> Result<Option<EmailAddress>, Refusal> {
    if claims.token_type() != Some("jwt") {
        return Err(Refusal::Type);
    }
    if claims.token.identity != *user {
        return Err(Refusal::OtherUser);
    }
    let accounts = claims.text(LINKED_ACCOUNTS);
    let accounts = accounts.and_then(|text| serde_json::from_str::<Vec<Value>>(text).ok());
    let accounts = accounts.ok_or(Refusal::LinkedAccounts)?;
    first_email(&accounts).map_err(|_| Refusal::LinkedAccounts)
}
