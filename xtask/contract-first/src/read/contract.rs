use serde_json::{Map, Value};

use super::notes::Notes;
use super::operation::operation;
use super::schema::SchemaReader;
use super::security::{exclusive, keep_used, schemes};
use crate::document::operations;
use crate::model::{Contract, Info};

/// Reads a document. What cannot be generated, the lint has refused before: nothing is refused here.
pub fn contract(root: &Value) -> Contract {
    let mut reader = SchemaReader::new(root);
    let mut notes = Notes::default();
    let mut schemes = schemes(root, &mut notes);
    let read =
        operations(root).map(|node| operation(root, &mut reader, &schemes, node, &mut notes));
    let mut operations: Vec<_> = read.collect();
    keep_used(&mut schemes, &mut operations);
    Contract {
        info: info(&root["info"]),
        types: reader.types,
        exclusive: exclusive(schemes.len(), &operations),
        schemes,
        operations,
        base: base(root),
    }
}

fn info(info: &Value) -> Info {
    let text = |key: &str| info[key].as_str().unwrap_or_default().to_owned();
    Info {
        title: text("title"),
        version: text("version"),
        description: text("description"),
        license: info["license"]["identifier"].as_str().map(str::to_owned),
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
