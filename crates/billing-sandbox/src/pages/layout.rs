use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::assets;

/// A page. `pages_path` is the path that all pages and assets share.
pub(crate) fn page(status: StatusCode, pages_path: &str, title: &str, content: Markup) -> Response {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) " · Sandbox" }
                link rel="icon" href={ (pages_path) (assets::ICON_PATH) };
                link rel="stylesheet" href={ (pages_path) (assets::STYLE_PATH) };
            }
            body {
                header.sandbox {
                    p {
                        strong { "Sandbox" }
                        " Nothing here is real: no card is charged."
                    }
                }
                main { (content) }
            }
        }
    };
    (
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        markup.into_string(),
    )
        .into_response()
}
