//! Names of HTTP headers.

/// Headers that HTTP itself writes: they frame a message, or belong to one connection (RFC 9110, sections 6.6.1, 7.6.1 and 8.4 to 8.6).
const FRAMING: [&str; 12] = [
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that describe the message or the caller: a parameter of that name is ignored (OpenAPI 3.1, Parameter Object).
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "authorization", "content-type"];

/// Whether HTTP writes a header, whatever a document says of it.
pub fn is_framing(name: &str) -> bool {
    FRAMING.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether no parameter can be this header.
pub fn is_no_parameter(name: &str) -> bool {
    is_framing(name) || DESCRIBED_ELSEWHERE.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a text can be a header's name (RFC 9110, section 5.6.2).
pub fn is_token(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        assert!(is_framing("Content-Length") && is_framing("TRAILER"));
        assert!(is_no_parameter("AUTHORIZATION") && is_no_parameter("upgrade"));
        assert!(!is_framing("authorization") && !is_no_parameter("x-authorization"));
    }

    #[test]
    fn tokens_have_no_blanks_and_no_letters_beyond_ascii() {
        for name in ["a", "X-A_b.c", "!#$%&'*+-.^_`|~", "1"] {
            assert!(is_token(name), "{name}");
        }
        for name in ["", "a b", "a:", "\u{e9}", "a\n", "a,b"] {
            assert!(!is_token(name), "{name:?}");
        }
    }
}
