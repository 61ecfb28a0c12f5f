use axum::http::StatusCode;
use url::form_urlencoded;

use super::link::Link;
use super::page::Page;
use super::world::World;

/// A session in a browser: its cookie, and the pages below its path.
pub(crate) struct Tab<'a> {
    world: &'a World,
    pub(crate) link: Link,
    pub(crate) cookie: String,
    /// What its forms carry.
    pub(crate) token: String,
}

impl<'a> Tab<'a> {
    pub(crate) async fn enter(world: &'a World, link: Link) -> Self {
        let (cookie, page) = world.enter(&link).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let mut tab = Self {
            world,
            link,
            cookie,
            token: String::new(),
        };
        let form = tab.get("/payment-method").await;
        let field = "name=\"form\" value=\"";
        if let Some((_, rest)) = form.body.split_once(field) {
            tab.token = rest.split('"').next().expect("a value").to_owned();
        }
        tab
    }

    /// One of the session's pages; `""` is the overview.
    pub(crate) async fn get(&self, page: &str) -> Page {
        let path = format!("{}{page}", self.link.page);
        self.world.get(&path, Some(&self.cookie)).await
    }

    /// One of the session's pages, which has to be there.
    pub(crate) async fn show(&self, page: &str) -> String {
        let shown = self.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.body);
        shown.assert_secure();
        shown.body
    }

    /// Sends a form of the session's own, with these fields.
    pub(crate) async fn post(&self, page: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("form", &self.token).extend_pairs(fields);
        self.send(page, &form.finish()).await
    }

    /// Sends a body as a form.
    pub(crate) async fn send(&self, page: &str, body: &str) -> Page {
        let path = format!("{}{page}", self.link.page);
        self.world.post(&path, Some(&self.cookie), body).await
    }

    /// Sends a form, which has to lead on to a page by GET, and shows that.
    pub(crate) async fn change(&self, page: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(page, fields).await;
        self.follow(&answer).await
    }

    /// Follows a redirect within the session.
    pub(crate) async fn follow(&self, answer: &Page) -> String {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.assert_secure();
        let location = answer.header("location");
        let page = location.strip_prefix(&self.link.page);
        self.show(page.expect("a page of the session")).await
    }
}
