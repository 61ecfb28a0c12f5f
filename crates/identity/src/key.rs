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

impl Key {
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
            (Algorithm::Rs256, DecodingKeyKind::SecretOrDer(der)) => {
                let key = PublicKey::from_der(der);
                key.is_ok_and(|key| fit_modulus(&RsaPublicKeyComponents::<Vec<u8>>::from(&key).n))
            }
            (Algorithm::Rs256, DecodingKeyKind::RsaModulusExponent { n, e }) => {
                let parameters = &aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
                let key = RsaPublicKeyComponents { n, e };
                fit_modulus(n) && key.to_parsed_public_key(parameters).is_ok()
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

fn fit_modulus(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bits = bytes.get(zeros).map_or(0, |first| {
        8 * (bytes.len() - zeros) - first.leading_zeros() as usize
    });
    (2048..=8192).contains(&bits)
}
