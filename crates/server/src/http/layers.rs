use std::sync::Arc;

use axum::Router;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use axum::routing::Route;
use tower::layer::layer_fn;
use tower::{ServiceBuilder, service_fn};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};

use crate::http::exchange::{Audience, Exchange};
use crate::http::request_id;

/// On every response that does not say otherwise itself.
const HEADERS: [(HeaderName, &str); 3] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
];

/// What the published service sends with every response, preflight or not, and the headers that callers may read. Any web page may call
/// the API and read the responses: callers prove who they are with a header that no browser adds by itself.
const CORS_HEADERS: [(HeaderName, &str); 4] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        ACCESS_CONTROL_ALLOW_METHODS,
        "GET, POST, PUT, DELETE, OPTIONS, PATCH",
    ),
    (
        ACCESS_CONTROL_EXPOSE_HEADERS,
        "Retry-After, X-Request-Id, WWW-Authenticate",
    ),
    // How long a browser may cache a preflight, in seconds.
    (ACCESS_CONTROL_MAX_AGE, "600"),
];

/// The headers that web pages may send, as the published service says, and the same with identity tokens.
const ALLOWED_HEADERS: &str = "Content-Type, Authorization, X-Requested-With, x-api-key";
const WITH_IDENTITY_TOKEN: &str =
    "Content-Type, Authorization, X-Requested-With, x-api-key, privy-id-token";

/// What every response of the API has that does not say otherwise itself.
fn api_headers(takes_identity_tokens: bool) -> HeaderMap {
    let allowed = match takes_identity_tokens {
        true => WITH_IDENTITY_TOKEN,
        false => ALLOWED_HEADERS,
    };
    let mut headers = header_map(&HEADERS);
    headers.extend(header_map(&CORS_HEADERS));
    let allowed = HeaderValue::from_static(allowed);
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    headers
}

fn header_map(headers: &[(HeaderName, &'static str)]) -> HeaderMap {
    let headers = headers.iter();
    let headers = headers.map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
    headers.collect()
}

/// A response of our own to a request that has not gone through the layers: with what they add.
pub(crate) fn with_api_headers(
    mut response: Response,
    takes_identity_tokens: bool,
    id: HeaderValue,
) -> Response {
    let headers = api_headers(takes_identity_tokens);
    let own = std::mem::replace(response.headers_mut(), headers);
    response.headers_mut().extend(own);
    request_id::set(response.headers_mut(), id);
    response
}

/// Puts what every request goes through around the routes: its id, the headers of its response, and the exchange itself.
pub(crate) fn with_layers(routes: Router, exchange: Exchange) -> Router {
    let headers = Arc::new(match exchange.audience {
        Audience::Api => api_headers(exchange.takes_identity_tokens),
        Audience::Pages(_) => header_map(&HEADERS),
    });
    let exchange = Arc::new(exchange);
    routes.layer(
        ServiceBuilder::new()
            .map_request(request_id::without_invalid)
            .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
            .layer(PropagateRequestIdLayer::x_request_id())
            .map_response(move |mut response: Response| {
                let own = std::mem::replace(response.headers_mut(), (*headers).clone());
                response.headers_mut().extend(own);
                response
            })
            .layer(layer_fn(move |route: Route| {
                let (exchange, route) = (Arc::clone(&exchange), Arc::new(route));
                service_fn(move |request| Arc::clone(&exchange).call(Route::clone(&route), request))
            })),
    )
}
