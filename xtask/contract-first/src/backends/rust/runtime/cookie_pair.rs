//! A cookie of the request whose text is one already.

use reqwest::header::COOKIE;

use crate::call::Call;

impl Call {
    pub(crate) fn cookie_pair(&mut self, name: &str, text: &str) {
        let others = self.headers.get(COOKIE);
        let cookies = match others.and_then(|value| value.to_str().ok()) {
            Some(others) => format!("{others}; {name}={text}"),
            None => format!("{name}={text}"),
        };
        self.secret_header("cookie", &cookies);
    }
}
