use super::part::{Part, child};
use super::reader::Reader;
use crate::diagnostic::constructs::call;
use crate::document::Kind;
use crate::model::KeyLocation;
use crate::model::description::{
    OAuthFlow, SecurityRequirement, SecurityScheme, SecuritySchemeKind,
};

impl<'d> Reader<'d> {
    /// `components.securitySchemes`.
    pub(super) fn read_security_schemes(&mut self, components: &Part<'d>) {
        for (name, part) in self.entries(components, "securitySchemes") {
            let scheme = self.security_scheme(name, &part);
            self.security_schemes.extend(scheme);
        }
    }

    fn security_scheme(&mut self, name: &str, part: &Part<'d>) -> Option<SecurityScheme> {
        let part = self.resolved(part, Kind::SecurityScheme)?;
        let kind = match self.required_text(&part, "type")?.as_str() {
            "apiKey" => SecuritySchemeKind::ApiKey {
                location: self.key_location(&part)?,
                name: self.key_name(&part)?,
            },
            "http" => SecuritySchemeKind::Http {
                scheme: self.required_text(&part, "scheme")?.to_ascii_lowercase(),
            },
            "oauth2" => SecuritySchemeKind::OAuth2 {
                flows: self.flows(&part),
            },
            "openIdConnect" => SecuritySchemeKind::OpenIdConnect {
                url: self.text(&part, "openIdConnectUrl").unwrap_or_default(),
            },
            "mutualTLS" => SecuritySchemeKind::MutualTls,
            other => {
                let at = part.at.child("type");
                self.invalid(&at, &format!("`{other}` is not a type of security scheme"));
                return None;
            }
        };
        Some(SecurityScheme {
            at: part.at.clone(),
            name: name.to_owned(),
            kind,
        })
    }

    /// The flows of OAuth 2; extensions are none.
    fn flows(&mut self, scheme: &Part<'d>) -> Vec<OAuthFlow> {
        let entries = self.entries(scheme, "flows").into_iter();
        let flows = entries.filter(|(name, _)| !name.starts_with("x-"));
        flows
            .filter_map(|(name, part)| {
                self.object(&part)?;
                let scopes = self.entries(&part, "scopes").into_iter();
                Some(OAuthFlow {
                    name: name.to_owned(),
                    authorization_url: self.text(&part, "authorizationUrl"),
                    token_url: self.text(&part, "tokenUrl"),
                    refresh_url: self.text(&part, "refreshUrl"),
                    scopes: scopes.map(|(scope, _)| scope.to_owned()).collect(),
                })
            })
            .collect()
    }

    /// The name of an API key; headers have no case.
    fn key_name(&mut self, scheme: &Part<'d>) -> Option<String> {
        let name = self.required_text(scheme, "name")?;
        Some(match scheme.value["in"] == "header" {
            true => name.to_ascii_lowercase(),
            false => name,
        })
    }

    fn key_location(&mut self, scheme: &Part<'d>) -> Option<KeyLocation> {
        match self.required_text(scheme, "in")?.as_str() {
            "header" => Some(KeyLocation::Header),
            "query" => Some(KeyLocation::Query),
            "cookie" => Some(KeyLocation::Cookie),
            other => {
                let at = scheme.at.child("in");
                self.invalid(&at, &format!("an API key cannot be in `{other}`"));
                None
            }
        }
    }

    /// The alternatives of an operation: its own, or those of the document.
    pub(super) fn security(&mut self, operation: &Part<'d>) -> Vec<SecurityRequirement> {
        let document = self.document();
        let own = child(operation, "security");
        let Some(list) = own.or_else(|| child(&document, "security")) else {
            return Vec::new();
        };
        let items = self.list(&list).into_iter();
        items.map(|part| self.security_requirement(&part)).collect()
    }

    fn security_requirement(&mut self, part: &Part<'d>) -> SecurityRequirement {
        let mut schemes = Vec::new();
        for (name, scopes) in self.map(part) {
            let known = self
                .security_schemes
                .iter()
                .position(|one| one.name == name);
            match known {
                Some(index) => schemes.push((index, self.strings(&scopes))),
                None => self.faults.push(
                    call::UNDEFINED_SCHEME
                        .at(&scopes.at)
                        .because(format!("there is no security scheme `{name}`")),
                ),
            }
        }
        SecurityRequirement {
            at: part.at.clone(),
            schemes,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::description::testing::{document_with, faults_of, read};

    fn with(security: Value, schemes: Value) -> Value {
        document_with(
            json!({ "security": security }),
            json!({ "securitySchemes": schemes }),
        )
    }

    #[test]
    fn schemes_say_what_is_sent() {
        let schemes = json!({
            "a": { "type": "http", "scheme": "Bearer", "bearerFormat": "JWT" },
            "b": { "$ref": "#/components/securitySchemes/c" },
            "c": { "type": "apiKey", "in": "cookie", "name": "session" },
            "d": { "type": "oauth2", "flows": { "password": { "tokenUrl": "/t", "scopes": { "x": "", "y": "" } } } },
        });
        let read = read(&with(json!([{ "d": ["x", "y"], "a": [] }, {}]), schemes));
        let key = SecuritySchemeKind::ApiKey {
            location: KeyLocation::Cookie,
            name: "session".to_owned(),
        };
        let kinds: Vec<_> = read
            .security_schemes
            .iter()
            .map(|one| one.kind.clone())
            .collect();
        let http = SecuritySchemeKind::Http {
            scheme: "bearer".to_owned(),
        };
        let flow = OAuthFlow {
            name: "password".to_owned(),
            authorization_url: None,
            token_url: Some("/t".to_owned()),
            refresh_url: None,
            scopes: vec!["x".to_owned(), "y".to_owned()],
        };
        let flows = SecuritySchemeKind::OAuth2 { flows: vec![flow] };
        assert_eq!(kinds, [http, key.clone(), key, flows]);
        assert_eq!(
            read.security_schemes[1].at.as_str(),
            "/components/securitySchemes/c"
        );
        let security: Vec<_> = read.operations[0]
            .security
            .iter()
            .map(|one| one.schemes.clone())
            .collect();
        let scopes = vec!["x".to_owned(), "y".to_owned()];
        assert_eq!(security, [vec![(3, scopes), (0, vec![])], vec![]]);
    }

    #[test]
    fn an_operation_replaces_what_the_document_asks_for() {
        let key = json!({ "k": { "type": "mutualTLS" } });
        for (own, expected) in [(None, 1), (Some(json!([])), 0), (Some(json!([{}])), 1)] {
            let operation = match own {
                Some(own) => json!({ "security": own }),
                None => json!({}),
            };
            let mut document = document_with(operation, json!({ "securitySchemes": key }));
            document["security"] = json!([{ "k": [] }]);
            assert_eq!(read(&document).operations[0].security.len(), expected);
        }
    }

    #[test]
    fn malformed_security_is_a_fault() {
        let at = "/paths/~1a/post/security";
        let scheme = "/components/securitySchemes/k";
        for (security, kind, place, reason) in [
            (
                json!("k"),
                "mutualTLS",
                at.to_owned(),
                "`security` must be a list, not a string",
            ),
            (
                json!([{ "none": [] }]),
                "mutualTLS",
                format!("{at}/0/none"),
                "there is no security scheme `none`",
            ),
            (
                json!([{ "k": "x" }]),
                "mutualTLS",
                format!("{at}/0/k"),
                "`k` must be a list, not a string",
            ),
            (
                json!([]),
                "basic",
                format!("{scheme}/type"),
                "`basic` is not a type of security scheme",
            ),
            (json!([]), "apiKey", scheme.to_owned(), "`in` is missing"),
        ] {
            let document = with(security, json!({ "k": { "type": kind } }));
            assert_eq!(faults_of(&document), [(place, reason.to_owned())]);
        }
    }
}
