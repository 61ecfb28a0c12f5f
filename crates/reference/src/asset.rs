use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A file that the page loads. Its name changes with its content, so it may be kept for good.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served.
    pub path: &'static str,
    media_type: &'static str,
    gzip: &'static [u8],
}

/// Every file that the page loads.
pub fn assets() -> [&'static Asset; 3] {
    [&SCALAR, &SCRIPT, &STYLE]
}

impl Asset {
    /// The file, or 304 for whoever has it already; `None` when the caller refuses gzip, the one form that there is.
    pub fn answer(&self, headers: &HeaderMap) -> Option<Response> {
        let cache = [
            (ETAG, self.tag()),
            (
                CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            ),
            (VARY, HeaderValue::from_static("Accept-Encoding")),
        ];
        if headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .any(|list| self.is_in(list))
        {
            return Some((StatusCode::NOT_MODIFIED, cache).into_response());
        }
        let form = [
            (CONTENT_TYPE, HeaderValue::from_static(self.media_type)),
            (CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        ];
        takes_gzip(headers).then(|| (cache, form, self.gzip).into_response())
    }

    /// The name says what is in it, and so does the tag.
    fn tag(&self) -> HeaderValue {
        HeaderValue::from_str(&format!("\"{}\"", self.path)).expect("paths are visible ASCII")
    }

    fn is_in(&self, list: &HeaderValue) -> bool {
        list.to_str().is_ok_and(|list| {
            list.split(',').map(str::trim).any(|tag| {
                let name = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"');
                tag == "*" || name == self.path
            })
        })
    }
}

/// Whether gzip may be sent (RFC 9110, section 12.5.3): named, or not excluded by a list that is not there.
fn takes_gzip(headers: &HeaderMap) -> bool {
    if !headers.contains_key(ACCEPT_ENCODING) {
        return true;
    }
    let lists = headers.get_all(ACCEPT_ENCODING).iter();
    let codings = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    let mut by_star = false;
    for coding in codings {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let wanted = weight.trim().strip_prefix("q=").is_none_or(|weight| {
            weight
                .trim()
                .parse::<f32>()
                .is_ok_and(|weight| weight > 0.0)
        });
        match name.trim() {
            name if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") => {
                return wanted;
            }
            "*" => by_star = wanted,
            _ => {}
        }
    }
    by_star
}

#[cfg(test)]
mod tests;
