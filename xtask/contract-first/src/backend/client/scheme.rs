//! The security schemes in the names of one language.

use heck::ToShoutySnakeCase;

use super::language::Position;
use super::renderer::Renderer;
use super::security::option_words;
use crate::backend::names::NameAllocator;
use crate::model::{SchemeKind, SecurityScheme};
use crate::text::markdown::code;

/// Credentials: an option of the client.
pub struct ClientScheme<'c> {
    pub described: &'c SecurityScheme,
    /// Its option.
    pub name: String,
    /// The environment variable that it is read from.
    pub variable: String,
    /// What it is, in Markdown.
    pub what: String,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
}

impl<'c> Renderer<'c> {
    /// The security schemes; `environment` is what names of variables start with.
    pub fn schemes(&self, environment: &str) -> Vec<ClientScheme<'c>> {
        let words = option_words(&self.contract.schemes);
        let convention = self.language.convention(Position::Option);
        let mut names = NameAllocator::default();
        let schemes = self.contract.schemes.iter().zip(&words);
        let named = schemes.map(|(scheme, word)| {
            let what = what(scheme);
            let text = match scheme.text.as_str() {
                "" => what.clone(),
                text => format!("{what}\n\n{text}"),
            };
            ClientScheme {
                described: scheme,
                name: names.allocate(convention, word),
                variable: format!("{environment}_{}", word.to_shouty_snake_case()),
                docs: self.docs(&text, "", 4),
                what,
            }
        });
        named.collect()
    }
}

fn what(scheme: &SecurityScheme) -> String {
    let (location, wire) = scheme.kind.wire();
    match scheme.kind {
        SchemeKind::ApiKey { .. } => {
            format!(
                "The API key that goes into the {} {}.",
                location.word(),
                code(wire)
            )
        }
        SchemeKind::Bearer | SchemeKind::Other(_) => {
            "The token that goes into `Authorization: Bearer`.".to_owned()
        }
        SchemeKind::Basic => "User name and password of HTTP basic.".to_owned(),
    }
}
