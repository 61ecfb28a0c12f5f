use accounts_tests::signer::{Signer, encoded, message, with_signature};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE};

use super::refused::Broken;
use crate::bearer::{SUBJECT, World, claims, header, with};
use crate::forging::{ORDER, as_der};

/// Tokens whose signature is none.
pub(super) fn broken(world: &World) -> Vec<Broken> {
    let (header, claims) = (header(), claims());
    let message = message(&header.to_string(), &claims.to_string());
    let signature = world.signer.signature(&message);
    let (r, s) = signature.split_at(32);
    let zero = [0; 32];
    let one = {
        let mut one = [0; 32];
        one[31] = 1;
        one
    };
    let signed = |parts: &[&[u8]]| with_signature(&message, &parts.concat());
    let mut flipped = signature;
    flipped[40] ^= 1;
    let other = Signer::new("key-1");

    let mut broken = vec![
        ("r zero", signed(&[&zero, s])),
        ("s zero", signed(&[r, &zero])),
        ("r and s zero", signed(&[&zero, &zero])),
        ("r and s one", signed(&[&one, &one])),
        ("r the order of the group", signed(&[&ORDER, s])),
        ("s the order of the group", signed(&[r, &ORDER])),
        ("r all ones", signed(&[&[0xff; 32], s])),
        ("s all ones", signed(&[r, &[0xff; 32]])),
        ("r and s swapped", signed(&[s, r])),
        ("one bit flipped", signed(&[&flipped])),
        ("DER", signed(&[&as_der(&signature)])),
        ("one byte short", signed(&[&signature[..63]])),
        ("one byte long", signed(&[&signature, &[0]])),
        ("a zero in front of each half", signed(&[&[0], r, &[0], s])),
        ("only r", signed(&[r])),
        ("empty", format!("{message}.")),
        (
            "the key instead of a signature",
            signed(&[&world.signer.point()[1..]]),
        ),
        (
            "another key under the same kid",
            other.sign(&header.to_string(), &claims.to_string()),
        ),
    ];
    // The signature is good, and stands under something else.
    let richer = with(claims.clone(), "sub", "did:privy:somebody-else");
    let later = with(claims.clone(), "exp", 9_999_999_999_u64);
    let plain = with(header.clone(), "typ", "jwt");
    let longer = format!("{claims} ");
    for (name, header, claims) in [
        (
            "other claims under the signature",
            &header.to_string(),
            &richer.to_string(),
        ),
        (
            "a later exp under the signature",
            &header.to_string(),
            &later.to_string(),
        ),
        (
            "another header under the signature",
            &plain.to_string(),
            &claims.to_string(),
        ),
        (
            "one blank more under the signature",
            &header.to_string(),
            &longer,
        ),
    ] {
        let message = accounts_tests::signer::message(header, claims);
        broken.push((name, with_signature(&message, &signature)));
    }
    assert!(claims.to_string().contains(SUBJECT));

    // One signature has one spelling.
    let spelt = encoded(signature);
    broken.push((
        "padded base64",
        format!("{message}.{}", URL_SAFE.encode(signature)),
    ));
    broken.push((
        "bits left over in base64",
        format!("{message}.{}", next_spelling(&spelt)),
    ));
    broken.push((
        "a blank in base64",
        format!("{message}.{} {}", &spelt[..10], &spelt[10..]),
    ));
    let standard = (0..64).find_map(|_| {
        let signature = world.signer.signature(&message);
        let text = STANDARD_NO_PAD.encode(signature);
        text.contains(['+', '/']).then_some(text)
    });
    let standard = standard.expect("a signature with + or / in it");
    broken.push(("the other base64 alphabet", format!("{message}.{standard}")));
    broken
}

/// The same bytes to a lax reader: the last of 86 characters has four bits that count for nothing.
fn next_spelling(text: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (rest, last) = text.split_at(text.len() - 1);
    let at = alphabet.find(last).expect("base64url");
    format!("{rest}{}", &alphabet[at + 1..at + 2])
}
