use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::key_error::KeyError;

/// Takes base64 with its padding or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

const BEGIN: &str = "-----BEGIN";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// The one kind of block that is taken.
const LABEL: &str = "PUBLIC KEY";

/// Longest name of a block that a refusal repeats, in bytes.
const MAX_LABEL_BYTES: usize = 64;

/// The public key in a text, as the DER of its `SubjectPublicKeyInfo`.
///
/// The text is PEM (RFC 7468), however it was treated on its way through dashboards, settings and terminals: in one line, with line
/// breaks written out as `\n`, with line ends of other systems, indented, in quotes, with a byte order mark, without its first and last
/// line, or all of it in base64 once more.
pub(crate) fn public_key(text: &str) -> Result<Vec<u8>, KeyError> {
    let text = with_line_breaks(text);
    if text.contains(BEGIN) {
        return block(&text);
    }
    let bytes = bare(&text)?;
    match std::str::from_utf8(&bytes) {
        Ok(inner) if inner.contains(BEGIN) => block(&with_line_breaks(inner)),
        // Many words are base64 by chance.
        _ if sequence(&bytes).is_none() => Err(KeyError::NotPem),
        _ => checked(bytes),
    }
}

/// Without a byte order mark and quotes around it, and with line breaks where they are written out.
fn with_line_breaks(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').trim();
    let quoted = ['"', '\'', '`'].into_iter().find_map(|quote| {
        let inner = text.strip_prefix(quote)?;
        inner.strip_suffix(quote)
    });
    let mut result = String::with_capacity(text.len());
    let mut letters = quoted.unwrap_or(text).chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            result.push(letter);
            continue;
        }
        // Escaped twice, there are two of them.
        while letters.next_if_eq(&'\\').is_some() {}
        // What is none of these is left out, as at the end of a line in a shell, or before a `/` in JSON.
        if letters.next_if(|next| matches!(next, 'n' | 'r')).is_some() {
            result.push('\n');
        }
    }
    result
}

/// What the one block holds.
fn block(text: &str) -> Result<Vec<u8>, KeyError> {
    let blocks: Vec<_> = text.split(BEGIN).skip(1).collect();
    let labels = blocks.iter().map(|block| {
        let line = block.lines().next().unwrap_or_default();
        line.split_once(DASHES)
            .map_or(line, |(label, _)| label)
            .trim()
    });
    let labels: Vec<_> = labels.collect();
    match labels.as_slice() {
        labels if labels.iter().any(|label| label.contains("PRIVATE")) => {
            return Err(KeyError::PrivateKey);
        }
        [LABEL] => {}
        [label] if is_label(label) => return Err(KeyError::OtherBlock((*label).to_owned())),
        [_] => return Err(KeyError::NotPem),
        _ => return Err(KeyError::SeveralKeys),
    }
    let block = blocks.first().copied().unwrap_or_default();
    let (_, rest) = block.split_once(DASHES).ok_or(KeyError::NotPem)?;
    let (body, end) = rest.split_once(END).ok_or(KeyError::NoEnd)?;
    match end.split_once(DASHES) {
        Some((label, _)) if label.trim() == LABEL => {}
        _ => return Err(KeyError::NoEnd),
    }
    checked(decoded(body).ok_or(KeyError::NotBase64)?)
}

/// The bytes of a text that is nothing but base64.
fn bare(text: &str) -> Result<Vec<u8>, KeyError> {
    if text.starts_with('{') {
        return Err(KeyError::Json);
    }
    if text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-") {
        return Err(KeyError::OpenSsh);
    }
    decoded(text).ok_or(KeyError::NotPem)
}

/// The bytes of base64 with blanks anywhere, of either alphabet.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    let letters = letters.map(|letter| match letter {
        '-' => '+',
        '_' => '/',
        letter => letter,
    });
    BASE64.decode(letters.collect::<String>()).ok()
}

/// The key, unless it is obviously something else.
fn checked(der: Vec<u8>) -> Result<Vec<u8>, KeyError> {
    let Some((length, content)) = sequence(&der) else {
        return Err(KeyError::UnknownKey);
    };
    if content.len() < length {
        return Err(KeyError::CutOff);
    }
    // A version number comes first in private keys (RFC 5208, section 5; RFC 5915, section 3; RFC 8017, appendix A.1.2).
    if content.starts_with(&[0x02, 0x01]) {
        return Err(KeyError::PrivateKey);
    }
    // Its algorithm comes first in a `SubjectPublicKeyInfo` (RFC 5280, section 4.1).
    match content.starts_with(&[0x30]) {
        true => Ok(der),
        false => Err(KeyError::UnknownKey),
    }
}

/// How long the content of a SEQUENCE says that it is, and what is there of it (X.690, section 8.1.3).
fn sequence(der: &[u8]) -> Option<(usize, &[u8])> {
    let (&first, rest) = der.strip_prefix(&[0x30])?.split_first()?;
    if first < 0x80 {
        return Some((first.into(), rest));
    }
    let (length, content) = rest.split_at_checked((first & 0x7f).into())?;
    // Keys are thousands of bytes at most.
    let length = match *length {
        [low] => usize::from(low),
        [high, low] => usize::from(high) << 8 | usize::from(low),
        _ => return None,
    };
    Some((length, content))
}

/// Whether it can be the name of a block, which a refusal repeats: short, and of characters that leave a log line whole (RFC 7468,
/// section 3).
fn is_label(text: &str) -> bool {
    text.len() <= MAX_LABEL_BYTES && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests;
