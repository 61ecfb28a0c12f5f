use maud::{Markup, html};
use url::{Host, Url};

/// "Return to {host}": the checked return URL, exactly as it came, behind the host that a browser will go to.
///
/// Nothing when the stored URL is none that a link may have: then somebody else wrote the row.
pub(crate) fn return_link(return_url: &str) -> Markup {
    html! {
        @if let Some(place) = place(return_url) {
            p.actions {
                a.button href=(return_url) rel="noreferrer" { "Return to " bdi { (place) } }
            }
        }
    }
}

/// Host and, where it is not the scheme's own, port. International names show as punycode, so none can pose as another.
fn place(return_url: &str) -> Option<String> {
    let url = Url::parse(return_url).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host: Host<&str> = url.host()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_string(),
    })
}

#[cfg(test)]
mod tests;
