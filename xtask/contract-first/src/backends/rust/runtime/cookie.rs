//! Cookies of the request.

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
        self.cookie_pair(name, text);
    }
}
