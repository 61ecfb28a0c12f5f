use accounts::PortalSession;
use secrecy::ExposeSecret as _;

/// A session's link, taken apart.
pub(crate) struct Link {
    pub(crate) id: String,
    pub(crate) url: String,
    /// Path and query of the link.
    pub(crate) entry: String,
    /// Path of the page behind it.
    pub(crate) page: String,
}

impl Link {
    pub(crate) fn new(session: PortalSession) -> Self {
        let url = session.url.expose_secret().to_owned();
        let at = url.find("/manage/").expect("a path");
        Self {
            page: format!("/manage/{}", session.id),
            entry: url[at..].to_owned(),
            id: session.id,
            url,
        }
    }
}
