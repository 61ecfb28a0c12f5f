use accounts::{Identity, VerifiedToken};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer};

use crate::refusal::Refusal;
use crate::rules::Rules;
use crate::strict_json::{Json, Object};

/// What a token says, once its signature is verified.
///
/// The library has compared issuer and audience by then. Here is what it is lenient about: it takes an issuer in a list, any
/// subject, a token in the second of its expiry, and rounds fractions.
pub(crate) struct Claims(Object);

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Object::deserialize(deserializer).map(Self)
    }
}

impl Claims {
    /// Whom the token speaks for at `now`.
    pub(crate) fn check(&self, rules: &Rules, now: Timestamp) -> Result<VerifiedToken, Refusal> {
        let leeway = SignedDuration::try_from(rules.leeway).unwrap_or(SignedDuration::ZERO);
        let end = self.time("exp")?.ok_or(Refusal::Claim("exp"))?;
        let end = end.saturating_add(leeway).unwrap_or(Timestamp::MAX);
        if end <= now {
            return Err(Refusal::Expired);
        }
        if let Some(begin) = self.time("nbf")?
            && begin > now.saturating_add(leeway).unwrap_or(Timestamp::MAX)
        {
            return Err(Refusal::NotYet);
        }
        // When it was issued decides nothing, but must be a time.
        self.time("iat")?;

        let issuer = self.text("iss")?;
        if issuer != rules.issuer {
            return Err(Refusal::Claim("iss"));
        }
        let subject = self.text("sub")?;
        if !(1..=Identity::MAX_PART_BYTES).contains(&subject.len()) || subject.contains('\0') {
            return Err(Refusal::Claim("sub"));
        }
        let claim = rules.account_claim.as_ref();
        let account = match claim.and_then(|claim| self.0.0.get(claim)) {
            None => None,
            Some(Json::Text(id)) => Some(id.parse().map_err(|_| Refusal::Account)?),
            Some(_) => return Err(Refusal::Account),
        };
        Ok(VerifiedToken {
            identity: Identity {
                issuer: issuer.to_owned(),
                subject: subject.to_owned(),
            },
            account,
            expires_at: end,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.0.contains_key(name)
    }

    /// `None` where it is something else, too.
    pub(crate) fn optional_text(&self, name: &str) -> Option<&str> {
        match self.0.0.get(name) {
            Some(Json::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn text(&self, name: &'static str) -> Result<&str, Refusal> {
        let text = self.0.text(name).map_err(Refusal::Claim)?;
        text.ok_or(Refusal::Claim(name))
    }

    /// A time in seconds since 1970 UTC, fractions allowed (RFC 7519, section 2).
    fn time(&self, name: &'static str) -> Result<Option<Timestamp>, Refusal> {
        let Some(value) = self.0.0.get(name) else {
            return Ok(None);
        };
        let seconds = match value {
            Json::Number(seconds) => seconds.as_f64().filter(|seconds| *seconds >= 0.0),
            _ => None,
        };
        let since = seconds.and_then(|seconds| SignedDuration::try_from_secs_f64(seconds).ok());
        let time = since.and_then(|since| Timestamp::from_duration(since).ok());
        time.map(Some).ok_or(Refusal::Claim(name))
    }
}
