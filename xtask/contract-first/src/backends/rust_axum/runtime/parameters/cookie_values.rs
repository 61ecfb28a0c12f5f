use axum::http::header::COOKIE;
use axum::http::request::Parts;

/// The cookies of a request, as they were sent.
pub(crate) fn cookie_values(head: &Parts) -> impl Iterator<Item = (&str, &str)> {
    let lines = head.headers.get_all(COOKIE).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim_ascii().split_once('='))
}
