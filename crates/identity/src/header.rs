use accounts::MAX_TOKEN_BYTES;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::algorithm::Algorithm;
use crate::refusal::Refusal;
use crate::strict_json::Object;

/// The types of token that are accepted (RFC 7519, section 5.1; RFC 9068, section 2.1), besides none.
const TYPES: [&str; 2] = ["jwt", "at+jwt"];

/// What the header of a token says: which of our keys to try.
///
/// Keys that a token brings along or points to (`jwk`, `jku`, `x5c`, `x5u`) are ignored.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) algorithm: Algorithm,
    pub(crate) key_id: Option<String>,
    /// In lower case and in its short form.
    pub(crate) token_type: Option<String>,
}

impl Header {
    /// Checks the form of a token, and reads its header. Nothing here is trusted yet.
    pub(crate) fn read(token: &str) -> Result<Self, Refusal> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(Refusal::TooLong);
        }
        let mut parts = token.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Refusal::Form);
        };
        if claims.is_empty() || signature.is_empty() {
            return Err(Refusal::Form);
        }
        let header = URL_SAFE_NO_PAD.decode(header).map_err(|_| Refusal::Form)?;
        let header = Object::read(&header).map_err(|source| Refusal::Json {
            part: "header",
            source,
        })?;
        let text = |name| header.text(name).map_err(Refusal::Header);

        let algorithm = text("alg")?.and_then(Algorithm::named);
        let algorithm = algorithm.ok_or(Refusal::Header("alg"))?;
        let token_type = text("typ")?.map(short_form);
        if let Some(name) = &token_type
            && !TYPES.contains(&name.as_str())
        {
            return Err(Refusal::Header("typ"));
        }
        // It lists what must be understood (RFC 7515, section 4.1.11), and no such extension is supported.
        if header.0.contains_key("crit") {
            return Err(Refusal::Header("crit"));
        }
        Ok(Self {
            algorithm,
            key_id: text("kid")?.map(str::to_owned),
            token_type,
        })
    }
}

/// Media types may be written in either form (RFC 7515, section 4.1.9), in any case.
fn short_form(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.strip_prefix("application/") {
        Some(short) => short.to_owned(),
        None => name,
    }
}
