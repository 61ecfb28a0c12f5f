//! Cookies of the request.

use reqwest::header::COOKIE;

use crate::call::Call;

impl Call {
    pub(crate) fn cookie(&mut self, name: &str, text: &str) {
        let unfit = |c: char| !c.is_ascii_graphic() || "\",;\\".contains(c);
        if text.contains(unfit) {
            self.refuse(format!(
                "`{name}` holds characters that no cookie can carry"
            ));
            return;
        }
        let others = self.headers.get(COOKIE);
        let cookies = match others.and_then(|value| value.to_str().ok()) {
            Some(others) => format!("{others}; {name}={text}"),
            None => format!("{name}={text}"),
        };
        self.secret_header("cookie", &cookies);
    }
}
