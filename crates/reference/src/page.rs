use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_FRAME_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, html};

use crate::asset::{Asset, SCALAR, SCRIPT, STYLE};

/// Where the page is served.
pub const PATH: &str = "/docs";

/// The inline styles that Scalar writes as markup, the second one as newer browsers report it; all others go through its own style sheets,
/// which carry the nonce.
const INLINE_STYLES: &str = "'sha256-y2/ua0nxf8o0g6wpFgHIHAYbWGgntyFQD95SpoUezNc=' 'sha256-LGszelMz0+v6/EfEtNYVFCYH7w05IKqvd9gau6UXRbE='";

/// `GET /docs`: the reference, rendered by the browser from `openapi.json` next to it. Nothing comes from elsewhere, and calls go to this
/// server only.
pub async fn page() -> Response {
    let mut random = [0; 16];
    if getrandom::fill(&mut random).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let nonce = BASE64_STANDARD.encode(random);
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}' 'unsafe-hashes' {INLINE_STYLES}; \
         img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).expect("base64 is a header value");
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (CONTENT_SECURITY_POLICY, policy),
        (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        // A nonce is for one answer.
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, markup(&nonce).into_string()).into_response()
}

fn markup(nonce: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                // Where Scalar looks for it.
                meta property="csp-nonce" content=(nonce);
                title { "API reference" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(relative(&STYLE));
                script src=(relative(&SCRIPT)) defer {}
                script src=(relative(&SCALAR)) defer {}
            }
            body {
                div #reference {}
                noscript {
                    p { "This page needs JavaScript. The contract itself: " a href="openapi.json" { "openapi.json" } }
                }
            }
        }
    }
}

/// Seen from the page, so that a proxy may serve all of it below a path of its own.
fn relative(asset: &Asset) -> &'static str {
    asset.path.trim_start_matches('/')
}
