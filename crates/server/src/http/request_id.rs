use axum::http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The header that carries a request's id, in both directions.
pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Longest id that is taken from a caller, in bytes.
const LONGEST_BYTES: usize = 128;

/// The caller's id for a request when it is sane, else a new one.
///
/// Sane is one header of visible ASCII: such a text can neither break a log line nor hide in it.
pub(crate) fn of(headers: &HeaderMap) -> HeaderValue {
    let mut values = headers.get_all(HEADER).iter();
    match (values.next(), values.next()) {
        (Some(value), None) if is_sane(value.as_bytes()) => value.clone(),
        _ => new(),
    }
}

fn is_sane(id: &[u8]) -> bool {
    (1..=LONGEST_BYTES).contains(&id.len()) && id.iter().all(u8::is_ascii_graphic)
}

fn new() -> HeaderValue {
    let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
    let text = Uuid::new_v4().as_hyphenated().encode_lower(&mut text);
    HeaderValue::from_str(text).expect("a UUID is a header value")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_values(values: &[&[u8]]) -> HeaderValue {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(
                HEADER,
                HeaderValue::from_bytes(value).expect("a header value"),
            );
        }
        of(&headers)
    }

    #[test]
    fn sane_id_is_kept() {
        for id in ["a", "req-1/2;x={}", &"x".repeat(128)] {
            assert_eq!(of_values(&[id.as_bytes()]), id);
        }
    }

    #[test]
    fn other_id_is_replaced() {
        let long = "x".repeat(129);
        let cases: [&[&[u8]]; 6] = [
            &[],
            &[b""],
            &[b"a b"],
            &[b"a\tb"],
            &[b"\xff"],
            &[long.as_bytes()],
        ];
        for values in cases {
            let id = of_values(values);
            assert_eq!(id.len(), 36, "{values:?}");
        }
        assert_eq!(of_values(&[b"a", b"b"]).len(), 36);
    }
}
