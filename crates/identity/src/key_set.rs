use crate::algorithm::Algorithm;
use crate::jwk;
use crate::key::Key;
use crate::key_error::KeyError;
use crate::pem;
use crate::strict_json::{Json, Object};

/// Most keys of a set that are kept. Issuers have two or three.
const MAX_KEYS: usize = 64;

/// Most keys that are tried on one token, so that none costs more than so many verifications.
const MAX_TRIED: usize = 8;

/// Public keys of an issuer. There is at least one.
#[derive(Clone, Debug)]
pub struct KeySet(Vec<Key>);

impl KeySet {
    /// Reads a PEM file with one public key (`-----BEGIN PUBLIC KEY-----`, RFC 7468, section 13), however its lines were treated on the
    /// way here.
    ///
    /// # Errors
    /// When it holds anything else, or a key for none of these algorithms.
    pub fn from_pem(text: &str, algorithms: &[Algorithm]) -> Result<Self, KeyError> {
        let key = Key::from_der(&pem::public_key(text)?).ok_or(KeyError::UnknownKey)?;
        if algorithms.contains(&key.algorithm) {
            Ok(Self(vec![key]))
        } else {
            Err(KeyError::OtherAlgorithm(key.algorithm))
        }
    }

    /// Reads a JWK Set (RFC 7517, section 5). Keys that cannot be used with these algorithms are ignored, as it says there.
    ///
    /// # Errors
    /// When it is not such a set, or none of its keys can be used.
    pub fn from_jwks(text: &[u8], algorithms: &[Algorithm]) -> Result<Self, KeyError> {
        let set = Object::read(text).map_err(|error| KeyError::NotKeySet(Some(error)))?;
        let Some(Json::List(jwks)) = set.0.get("keys") else {
            return Err(KeyError::NotKeySet(None));
        };
        let mut keys = Vec::new();
        let mut first = None;
        for jwk in jwks {
            match jwk::read(jwk, algorithms) {
                Ok(key) if keys.len() < MAX_KEYS => keys.push(key),
                Ok(_) => {
                    tracing::warn!("more than {MAX_KEYS} keys in the key set: some are ignored")
                }
                Err(why) => {
                    first.get_or_insert(why);
                }
            }
        }
        if keys.is_empty() {
            let count = jwks.len();
            return Err(KeyError::NoUsableKey { count, first });
        }
        Ok(Self(keys))
    }

    /// The keys that may have signed a token. A key without id may have any; a token without id, any key.
    pub(crate) fn candidates(
        &self,
        algorithm: Algorithm,
        id: Option<&str>,
    ) -> impl Iterator<Item = &Key> {
        let may = move |key: &&Key| {
            let named = match (key.id.as_deref(), id) {
                (Some(known), Some(id)) => known == id,
                _ => true,
            };
            key.algorithm == algorithm && named
        };
        self.0.iter().filter(may).take(MAX_TRIED)
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests;
