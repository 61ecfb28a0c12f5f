use axum::http::{HeaderMap, StatusCode};

/// An answer, read to its end.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .unwrap_or_else(|| panic!("no {name}"))
            .to_str()
            .expect("ASCII")
    }

    /// The cookie that the answer sets, as a browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        set.split(';').next().expect("a pair").to_owned()
    }

    /// Fails unless the answer has what every answer below `/manage` has.
    pub(crate) fn assert_secure(&self) {
        let policy = self.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(self.header("x-content-type-options"), "nosniff");
        assert_eq!(self.header("referrer-policy"), "no-referrer");
    }

    /// Fails unless the answer is a page that says this and nothing more.
    pub(crate) fn assert_message(&self, status: StatusCode, title: &str) {
        assert_eq!(self.status, status, "{}", self.body);
        let heading = format!("<h1>{title}</h1>");
        assert!(self.body.contains(&heading), "{}", self.body);
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(self.header("cache-control"), "no-store");
        assert!(!self.headers.contains_key("set-cookie"));
        self.assert_secure();
    }
}
