use accounts_tests::signer::{message, with_signature};
use aws_lc_rs::hmac;

/// The order of P-256's group: what `r` and `s` have to stay below (SEC 2, section 2.4.2).
pub(crate) const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// A token signed with a shared secret.
pub(crate) fn sign_shared(
    algorithm: hmac::Algorithm,
    secret: &[u8],
    header: &str,
    claims: &str,
) -> String {
    let message = message(header, claims);
    let tag = hmac::sign(&hmac::Key::new(algorithm, secret), message.as_bytes());
    with_signature(&message, tag.as_ref())
}

/// `order - number`, for a number below it.
pub(crate) fn negated(number: &[u8]) -> [u8; 32] {
    let mut result = [0; 32];
    let mut borrow = 0_i16;
    for at in (0..32).rev() {
        let digit = i16::from(ORDER[at]) - i16::from(number[at]) - borrow;
        borrow = i16::from(digit < 0);
        result[at] = u8::try_from(digit.rem_euclid(256)).expect("a byte");
    }
    result
}

/// A signature as X.509 has it (RFC 3279, section 2.2.3).
pub(crate) fn as_der(signature: &[u8; 64]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        let mut digits = number[zeros..].to_vec();
        if digits.first().is_none_or(|first| *first >= 0x80) {
            digits.insert(0, 0);
        }
        let length = u8::try_from(digits.len()).expect("short");
        [vec![0x02, length], digits].concat()
    };
    let body = [integer(&signature[..32]), integer(&signature[32..])].concat();
    let length = u8::try_from(body.len()).expect("short");
    [vec![0x30, length], body].concat()
}
