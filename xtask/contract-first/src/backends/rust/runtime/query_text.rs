//! A text in the query that is encoded already.

use crate::call::Call;
use crate::percent::encoded;

impl Call {
    pub(crate) fn query_text(&mut self, name: &str, text: &str) {
        self.query.push(format!("{}={text}", encoded(name)));
    }
}
