use serde::Serialize;

use super::used::Used;
use crate::backends::rust_axum::helper::SecurityHelper;
use crate::backends::rust_axum::security::{AuthorizationWord, CredentialReader};

/// How callers are identified.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialFeatures {
    pub secured: bool,
    pub scopes: bool,
    query_keys: bool,
    cookie_keys: bool,
    /// Credentials in the head, beside the URI.
    keys_in_head: bool,
    /// User names and passwords.
    basic: bool,
    /// Operations that cannot do without.
    mandatory: bool,
    pub uri_credentials: bool,
    /// Credentials in headers.
    header_read: bool,
}

impl CredentialFeatures {
    pub fn of(used: &Used) -> Self {
        let secured = used.secured();
        let [header, query, cookie, authorization] = [
            CredentialReader::Header,
            CredentialReader::Query,
            CredentialReader::Cookie,
            CredentialReader::Authorization,
        ]
        .map(|reader| used.credential(reader));
        Self {
            secured,
            scopes: used.security(SecurityHelper::Scopes),
            query_keys: query,
            cookie_keys: cookie,
            keys_in_head: header || cookie || authorization,
            basic: used
                .schemes
                .authorization
                .contains(&AuthorizationWord::Basic),
            mandatory: used.security(SecurityHelper::Required),
            uri_credentials: secured && query,
            header_read: header || secured && authorization,
        }
    }
}
