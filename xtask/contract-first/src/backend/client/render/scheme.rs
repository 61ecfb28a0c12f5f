//! The security schemes in the names of one language.

use serde_json::{Value, json};

use super::renderer::Renderer;
use crate::model::{KeyLocation, SchemeKind};
use crate::text::markdown::{code, code_cell};

impl Renderer<'_> {
    /// The security schemes.
    pub fn schemes(&self, environment: &str) -> Vec<Value> {
        let schemes = self.contract.schemes.iter().zip(&self.options).enumerate();
        let rendered = schemes.map(|(index, (scheme, option))| {
            let (location, wire) = scheme.kind.wire();
            let what = match scheme.kind {
                SchemeKind::ApiKey { .. } => format!("The API key that goes into the {} {}.", location.word(), code(wire)),
                SchemeKind::Bearer | SchemeKind::Other(_) => "The token that goes into `Authorization: Bearer`.".to_owned(),
                SchemeKind::Basic => "User name and password of HTTP basic.".to_owned(),
            };
            let text = if scheme.text.is_empty() {
 what.clone()
 } else { format!("{what}\n\n{}", scheme.text) };
            json!({
                "name": option,
                "index": index,
                "apiKey": matches!(scheme.kind, SchemeKind::ApiKey { .. }),
                "bearer": matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::Other(_)),
                "basic": scheme.kind == SchemeKind::Basic,
                "header": location == KeyLocation::Header,
                "query": location == KeyLocation::Query,
                "cookie": location == KeyLocation::Cookie,
                "wireCell": code_cell(wire),
                "wireLiteral": self.language.text(wire),
                "variable": format!("{environment}_{}", heck::ToShoutySnakeCase::to_shouty_snake_case(self.words[index].as_str())),
                "docs": self.docs(&text, "", 4),
                // A pipe would end the cell.
                "whatCell": what.replace('|', "\\|"),
            })
        });
        rendered.collect()
    }
}
