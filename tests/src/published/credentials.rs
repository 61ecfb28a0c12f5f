use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

/// Whether a request is from somebody; the text of the 401 when not.
pub(super) fn check(headers: &HeaderMap, known: &str) -> Result<(), &'static str> {
    let given = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.filter(|value| !value.is_empty())
    };
    let key = match (given("x-api-key"), given(AUTHORIZATION.as_str())) {
        (Some(key), None) => key,
        (None, Some(authorization)) => {
            let token = authorization.strip_prefix("Bearer ");
            let token = token.or_else(|| authorization.strip_prefix("bearer "));
            match token.filter(|token| !token.is_empty()) {
                None => return Err("Authorization header with Bearer token required"),
                Some(key) if key.starts_with("recoup_sk_") => key,
                Some(_) => return Err("Failed to verify authentication token"),
            }
        }
        _ => return Err("Exactly one of x-api-key or Authorization must be provided"),
    };
    match key == known {
        true => Ok(()),
        false => Err("Unauthorized"),
    }
}
