//! A value in the query that keeps its reserved characters (`allowReserved`).

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::call::Call;

/// What is escaped: what would end the value or change it, and what no query holds (RFC 3986, section 3.4).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

impl Call {
    pub(crate) fn query_reserved(&mut self, name: &str, value: &(impl Display + ?Sized)) {
        let text = utf8_percent_encode(&value.to_string(), ESCAPED).to_string();
        self.query_text(name, &text);
    }
}
