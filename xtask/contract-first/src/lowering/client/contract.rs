use serde_json::{Map, Value};

use super::operation::{Operation, operation};
use super::security::{Scheme, exclusive, keep_used, schemes};
use crate::document::operations;
use crate::lowering::notes::Notes;
use crate::lowering::schema::Library;

/// A contract as its callers see it. What cannot be generated, the lint has refused before: nothing is refused here.
pub struct Contract<'a> {
    pub root: &'a Value,
    pub library: Library<'a>,
    pub schemes: Vec<Scheme>,
    /// Pairs of schemes of which every operation takes either one.
    pub exclusive: Vec<(usize, usize)>,
    pub operations: Vec<Operation>,
    /// The first server's URL without a trailing slash; `None` for one that is no absolute URL.
    pub base: Option<String>,
}

impl<'a> Contract<'a> {
    pub fn read(root: &'a Value) -> Self {
        let mut library = Library::new(root);
        let mut notes = Notes::default();
        let mut schemes = schemes(root, &mut notes);
        let read =
            operations(root).map(|node| operation(root, &mut library, &schemes, node, &mut notes));
        let mut operations: Vec<_> = read.collect();
        keep_used(&mut schemes, &mut operations);
        let exclusive = exclusive(schemes.len(), &operations);
        Self {
            root,
            library,
            schemes,
            exclusive,
            operations,
            base: base(root),
        }
    }

    pub fn info(&self, key: &str) -> &str {
        self.root["info"][key].as_str().unwrap_or_default()
    }
}

/// The first server, its variables at their defaults.
fn base(root: &Value) -> Option<String> {
    let server = root["servers"].get(0)?;
    let mut url = server["url"].as_str()?.to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flat_map(Map::iter) {
        let default = variable["default"].as_str().unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let absolute = url.starts_with("https://") || url.starts_with("http://");
    let plain = url
        .chars()
        .all(|c| c.is_ascii_graphic() && !"{}\"<>\\^`|?#".contains(c));
    (absolute && plain).then(|| url.trim_end_matches('/').to_owned())
}
