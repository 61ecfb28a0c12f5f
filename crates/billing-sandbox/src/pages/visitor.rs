use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::{layout, message, session_cookie};
use crate::portal::Portal;
use crate::sandbox::Sandbox;
use crate::secret::Secret;
use crate::session::Visit;
use crate::session_id::SessionId;
use crate::store_error::StoreError;

/// Somebody with the cookie of the live session that the path names. Everybody else gets a page that says so.
pub(crate) struct Visitor {
    pub(crate) sandbox: Sandbox,
    pub(crate) portal: Portal,
    id: SessionId,
    secret: Secret,
}

impl Visitor {
    pub(crate) async fn of(
        sandbox: &Sandbox,
        id: SessionId,
        headers: &HeaderMap,
    ) -> Result<Self, Response> {
        let pages_path = sandbox.pages_path();
        let Some(secret) = session_cookie::read(sandbox, &id, headers) else {
            return Err(message::unknown_link(pages_path));
        };
        match sandbox.visit(&id, &secret).await {
            Ok(Visit::Live(portal)) => Ok(Self {
                sandbox: sandbox.clone(),
                portal: *portal,
                id,
                secret,
            }),
            Ok(Visit::Over(way_back)) => Err(message::session_over(pages_path, &way_back)),
            Ok(Visit::Unknown) => Err(message::unknown_link(pages_path)),
            Err(error) => Err(message::failed(pages_path, &error)),
        }
    }

    /// The path that assets are below.
    pub(crate) fn pages_path(&self) -> &str {
        self.sandbox.pages_path()
    }

    /// The path of one of the session's pages: `""` is the overview.
    pub(crate) fn at(&self, page: &str) -> String {
        format!("{}/{}{page}", self.pages_path(), self.id)
    }

    /// On to one of the session's pages, by GET.
    pub(crate) fn to(&self, page: &str) -> Response {
        Redirect::to(&self.at(page)).into_response()
    }

    /// A page behind the overview, with the way back to it.
    pub(crate) fn page(&self, title: &str, content: Markup) -> Response {
        let content = html! {
            nav.back aria-label="Back" {
                a href=(self.at("")) { "Your subscription" }
            }
            (content)
        };
        layout::page(StatusCode::OK, self.pages_path(), title, content)
    }

    pub(crate) fn stale_form(&self) -> Response {
        message::stale_form(self.pages_path(), &self.at(""))
    }

    pub(crate) fn no_invoice(&self) -> Response {
        message::no_invoice(self.pages_path(), &self.at("/invoices"))
    }

    /// The answer, or the page that says that there is none at the moment.
    pub(crate) fn answer(&self, answer: Result<Response, StoreError>) -> Response {
        answer.unwrap_or_else(|error| message::failed(self.pages_path(), &error))
    }

    /// What forms of the session carry.
    pub(crate) fn form_token(&self) -> String {
        self.secret.form_token()
    }

    /// Whether a form is the session's own.
    pub(crate) fn sent(&self, form_token: &str) -> bool {
        self.secret.is_form_token(form_token)
    }
}

impl FromRequestParts<Sandbox> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Sandbox) -> Result<Self, Response> {
        let path = RawPathParams::from_request_parts(parts, sandbox).await;
        let id = path.ok().and_then(|path| {
            let (_, id) = path.iter().find(|(name, _)| *name == "session")?;
            SessionId::received(id)
        });
        match id {
            Some(id) => Self::of(sandbox, id, &parts.headers).await,
            None => Err(message::unknown_link(sandbox.pages_path())),
        }
    }
}
