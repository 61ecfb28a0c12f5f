use aws_lc_rs::rsa::PublicKey;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey, RsaPublicKeyComponents,
};
use jsonwebtoken::{DecodingKey, DecodingKeyKind};

use crate::algorithm::Algorithm;

/// A public key of the issuer, good for one algorithm only.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) id: Option<String>,
    pub(crate) algorithm: Algorithm,
    pub(crate) public: DecodingKey,
}

/// What precedes an uncompressed point of P-256 in its `SubjectPublicKeyInfo` (RFC 5480, section 2).
const P256_HEADER: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";

/// The same for Ed25519 (RFC 8410, section 4).
const ED25519_HEADER: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";

impl Key {
    /// Reads a `SubjectPublicKeyInfo`. `None` as for [`Self::new`].
    pub(crate) fn from_der(der: &[u8]) -> Option<Self> {
        let (algorithm, public) = if let Some(point) = der.strip_prefix(P256_HEADER) {
            (Algorithm::Es256, DecodingKey::from_ec_der(point))
        } else if let Some(point) = der.strip_prefix(ED25519_HEADER) {
            (Algorithm::EdDsa, DecodingKey::from_ed_der(point))
        } else {
            let key = PublicKey::from_der(der).ok()?;
            let RsaPublicKeyComponents { n, e } = RsaPublicKeyComponents::<Vec<u8>>::from(&key);
            (
                Algorithm::Rs256,
                DecodingKey::from_rsa_raw_components(&n, &e),
            )
        };
        Self::new(None, algorithm, public)
    }

    /// `None` when no signature can ever be verified with it: a point off the curve, a weak modulus, the wrong length.
    pub(crate) fn new(
        id: Option<String>,
        algorithm: Algorithm,
        public: DecodingKey,
    ) -> Option<Self> {
        let sound = match (algorithm, public.kind()) {
            (Algorithm::Es256, DecodingKeyKind::SecretOrDer(point)) => {
                // Uncompressed, as SEC 1 has it.
                point.len() == 65 && ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).is_ok()
            }
            (Algorithm::EdDsa, DecodingKeyKind::SecretOrDer(point)) => {
                point.len() == 32 && ParsedPublicKey::new(&ED25519, point).is_ok()
            }
            (Algorithm::Rs256, DecodingKeyKind::RsaModulusExponent { n, e }) => {
                let parameters = &aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
                let key = RsaPublicKeyComponents { n, e };
                has_accepted_size(n) && key.to_parsed_public_key(parameters).is_ok()
            }
            _ => false,
        };
        sound.then_some(Self {
            id,
            algorithm,
            public,
        })
    }
}

fn has_accepted_size(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bits = bytes.get(zeros).map_or(0, |first| {
        8 * (bytes.len() - zeros) - first.leading_zeros() as usize
    });
    (2048..=8192).contains(&bits)
}
