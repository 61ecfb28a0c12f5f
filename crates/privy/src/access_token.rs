use accounts::VerifiedToken;
use identity::VerifiedClaims;

use crate::identity_token::LINKED_ACCOUNTS;
use crate::refusal::Refusal;
use crate::user_id::is_user_id;

/// The session that an access token belongs to.
const SESSION: &str = "sid";

/// What Privy's own libraries ask of an access token, beside signature, issuer, audience and times.
pub(crate) fn check(claims: VerifiedClaims) -> Result<VerifiedToken, Refusal> {
    if claims.token_type() != Some("jwt") {
        return Err(Refusal::Type);
    }
    if claims.has(LINKED_ACCOUNTS) {
        return Err(Refusal::IdentityToken);
    }
    if claims.text(SESSION).is_none_or(str::is_empty) {
        return Err(Refusal::NoSession);
    }
    if claims.text("aud").is_none() {
        return Err(Refusal::Audiences);
    }
    if !is_user_id(&claims.token.identity.subject) {
        return Err(Refusal::User);
    }
    Ok(claims.token)
}
