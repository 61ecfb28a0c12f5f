use axum::http::{HeaderName, header};
use axum::response::IntoResponse;

/// Path of the style sheet below that of the pages.
pub(crate) const STYLE_PATH: &str = "/assets/portal.css";
/// Path of the icon below that of the pages.
pub(crate) const ICON_PATH: &str = "/assets/icon.svg";

const STYLE: &str = include_str!("../../assets/portal.css");
const ICON: &str = include_str!("../../assets/icon.svg");

/// Short, because the names do not change with the content.
const CACHE: (HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=300");

pub(crate) async fn style() -> impl IntoResponse {
    let content_type = (header::CONTENT_TYPE, "text/css; charset=utf-8");
    ([content_type, CACHE], STYLE)
}

pub(crate) async fn icon() -> impl IntoResponse {
    let content_type = (header::CONTENT_TYPE, "image/svg+xml");
    ([content_type, CACHE], ICON)
}
