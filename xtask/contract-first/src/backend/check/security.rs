use crate::diagnostic::constructs::call;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{KeyLocation, Operation, SchemeKind, SecurityScheme};
use crate::read::is_token;

/// Finds the credentials of an operation that the stub cannot read.
pub fn check(operation: &Operation, schemes: &[SecurityScheme], diagnostics: &mut Diagnostics) {
    for required in operation.security.iter().flatten() {
        let found = schemes.get(required.index).and_then(unreadable);
        diagnostics.found.extend(found);
    }
}

/// Why the stub cannot read the credentials of a scheme; nothing when it can.
pub fn unreadable(scheme: &SecurityScheme) -> Option<Diagnostic> {
    match (&scheme.kind, scheme.kind.wire()) {
        (SchemeKind::ApiKey { .. }, (KeyLocation::Header, key)) => {
            let header = key.to_ascii_lowercase();
            let reason = format!("an API key cannot be in a header `{header}`");
            let found = || call::KEY_HEADER_NAME.at(&scheme.at).because(reason);
            (!is_token(&header)).then(found)
        }
        (SchemeKind::Other(words), _) => {
            let reason = format!("credentials of this kind ({words}) cannot be read");
            Some(call::SCHEME_KIND.at(&scheme.at).because(reason))
        }
        (SchemeKind::ApiKey { .. } | SchemeKind::Bearer | SchemeKind::Basic, _) => None,
    }
}
