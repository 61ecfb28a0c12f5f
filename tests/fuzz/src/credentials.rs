use accounts::{ApiKey, KeyHash, KeyHasher};
use accounts_api::{CredentialProblem, Rejection, Scheme};
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request};

use crate::stub;

/// The head of a request, `name: value` on each line: which credentials the generated stub finds in it, and what is made of a key.
pub fn credentials(input: &[u8]) {
    let mut request = Request::post("/api/subscriptions/portal");
    let mut keys = Vec::new();
    let mut authorizations = Vec::new();
    for line in input.split(|byte| *byte == b'\n') {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            continue;
        };
        let name = HeaderName::from_bytes(&line[..colon]);
        let value = HeaderValue::from_bytes(&line[colon + 1..]);
        let (Ok(name), Ok(value)) = (name, value) else {
            continue;
        };
        match name.as_str() {
            "x-api-key" if !value.is_empty() => keys.push(value.clone()),
            "authorization" if !value.is_empty() => authorizations.push(value.clone()),
            _ => {}
        }
        request = request.header(name, value);
    }
    // More headers than a head can hold are none.
    let Ok(request) = request.body(Body::empty()) else {
        return;
    };
    let (_, _, seen) = stub::call(request);

    let key = only("x-api-key", &keys).map(|key| key.map(|text| (Scheme::ApiKeyAuth, text)));
    let bearer = only("authorization", &authorizations).and_then(bearer);
    let found: Vec<_> = [&key, &bearer]
        .into_iter()
        .flatten()
        .flatten()
        .cloned()
        .collect();
    match (key.err().or(bearer.err()), seen.presented) {
        (None, Some((presented, only))) => {
            assert_eq!(presented, found);
            assert_eq!(only, found.len() == 1, "several are never one");
            presented.iter().for_each(|(_, text)| key_text(text));
        }
        (None, None) => {
            assert!(found.is_empty(), "passed over: {found:?}");
            let missing = Rejection::Credentials {
                problem: CredentialProblem::Missing,
                others: false,
            };
            assert_eq!(seen.rejection, Some(missing));
        }
        (Some(()), presented) => {
            assert_eq!(presented, None, "taken for absent");
            let Some(Rejection::Credentials { problem, others }) = seen.rejection else {
                panic!("not refused: {:?}", seen.rejection);
            };
            assert_ne!(problem, CredentialProblem::Missing);
            assert_eq!(others, !found.is_empty());
        }
    }
}

/// The one value of a header by the rules: an empty one is none, blanks around it do not count, two are an error, and so is what is
/// not visible ASCII.
fn only(name: &str, values: &[HeaderValue]) -> Result<Option<String>, ()> {
    match values {
        [] => Ok(None),
        [value] => {
            let bytes = value.as_bytes();
            let visible = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t');
            assert!(!bytes.is_empty(), "{name}");
            if !bytes.iter().all(visible) {
                return Err(());
            }
            let text = String::from_utf8_lossy(bytes);
            let text = text.trim_matches([' ', '\t']);
            Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
        }
        _ => Err(()),
    }
}

fn bearer(value: Option<String>) -> Result<Option<(Scheme, String)>, ()> {
    let Some(value) = value else { return Ok(None) };
    let (scheme, rest) = value.split_once(' ').ok_or(())?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(());
    }
    let rest = rest.trim_start_matches([' ', '\t']).to_owned();
    Ok(Some((Scheme::BearerAuth, rest)))
}

/// What is done to any text that came as a key.
fn key_text(text: &str) {
    let Some(key) = ApiKey::received(text) else {
        assert!(text.len() > 256);
        return;
    };
    assert_eq!(key.expose(), text, "not as received");
    assert!(text.ends_with(&key.hint()));
    assert!(key.hint().chars().count() <= 4);
    let another = ApiKey::received("another").expect("short enough");
    assert_eq!(
        format!("{key:?}"),
        format!("{another:?}"),
        "a key that prints itself"
    );
    let hash = KeyHasher::new("secret".into()).hash(&key);
    assert_eq!(hash.to_string().parse(), Ok(hash));
    // A key that happens to look like a hash, or like an id, reads back as itself.
    if let Ok(hash) = text.parse::<KeyHash>() {
        assert!(hash.to_string().eq_ignore_ascii_case(text));
    }
    if let Ok(id) = text.parse::<accounts::AccountId>() {
        assert!(id.to_string().eq_ignore_ascii_case(text));
    }
    if let Ok(id) = text.parse::<accounts::KeyId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}
