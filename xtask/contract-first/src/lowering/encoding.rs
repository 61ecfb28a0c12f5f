use serde_json::Value;

use super::notes::Notes;
use super::schema::{Definition, Kind, Library, Shape};
use crate::document::Pointer;

/// How a property of a form is written where it is not the usual way: plain values as they are, items one by one, objects as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Parts in brackets: `name[part]=value`, `name[0]=item`.
    Deep,
    /// Items in one text with a character between.
    Joined(char),
    /// One JSON text.
    Json,
}

impl Written {
    /// What the templates of clients call it.
    pub fn word(self) -> String {
        match self {
            Self::Deep => "deepObject".to_owned(),
            Self::Joined(separator) => separator.to_string(),
            Self::Json => "json".to_owned(),
        }
    }
}

/// The properties of a form that its `encoding` speaks of; `described` is the media type, `at` its place.
pub fn encodings(
    library: &Library,
    described: &Value,
    shape: &Shape,
    at: &Pointer,
    notes: &mut Notes,
) -> Vec<(String, Written)> {
    let at = at.child("encoding");
    let listed = described.get("encoding").and_then(Value::as_object);
    let written = listed.into_iter().flatten().filter_map(|(name, encoding)| {
        // What is no property is ignored (OpenAPI 3.1, Media Type Object).
        let shape = library.property(shape, name)?;
        match written(library, encoding, shape) {
            Ok(written) => Some((name.clone(), written?)),
            Err(problem) => {
                let help = "use `style: deepObject`, or `contentType: application/json`";
                notes.refuse(&at.child(name), problem, help);
                None
            }
        }
    });
    written.collect()
}

/// Style and explode come before the media type (OpenAPI 3.1, Encoding Object).
fn written(library: &Library, encoding: &Value, shape: &Shape) -> Result<Option<Written>, String> {
    let there = |key: &str| encoding.get(key).is_some();
    let media = encoding["contentType"].as_str().unwrap_or_default();
    let (list, object) = (library.is_list(shape), library.is_object(shape));
    if !["style", "explode", "allowReserved"].into_iter().any(there) {
        let essence = media.split(';').next().unwrap_or_default().trim();
        return match essence.to_ascii_lowercase().as_str() {
            "" => Ok(None),
            "application/json" => Ok(Some(Written::Json)),
            "text/plain" if !list && !object => Ok(None),
            _ => Err(format!("a property of a form as `{media}`")),
        };
    }
    let style = encoding["style"].as_str().unwrap_or("form");
    let exploded = encoding
        .get("explode")
        .map_or(style == "form", |explode| explode == true);
    match style {
        "deepObject" => Ok(Some(Written::Deep)),
        _ if object => Err(format!("an object in a form with the style `{style}`")),
        _ if exploded || !list => Ok(None),
        "form" => Ok(Some(Written::Joined(','))),
        "spaceDelimited" => Ok(Some(Written::Joined(' '))),
        "pipeDelimited" => Ok(Some(Written::Joined('|'))),
        other => Err(format!("a property of a form with the style `{other}`")),
    }
}

impl Library<'_> {
    /// The shape of a property, if it has a name.
    fn property(&self, shape: &Shape, name: &str) -> Option<&Shape> {
        let Kind::Named(id) = self.meant(shape).kind else {
            return None;
        };
        let Definition::Struct { fields, .. } = &self.entries[id].definition else {
            return None;
        };
        let mut fields = fields.iter();
        fields
            .find(|field| field.wire == name)
            .map(|field| &field.shape)
    }

    fn is_list(&self, shape: &Shape) -> bool {
        matches!(self.meant(shape).kind, Kind::Array(_))
    }

    /// Whether a value has properties, or may have some.
    fn is_object(&self, shape: &Shape) -> bool {
        match self.meant(shape).kind {
            Kind::Map(_) => true,
            Kind::Named(id) => match &self.entries[id].definition {
                Definition::Struct { .. } => true,
                Definition::Union(union) => union
                    .variants
                    .iter()
                    .any(|one| self.is_object(&one.shape) || self.is_list(&one.shape)),
                _ => false,
            },
            _ => false,
        }
    }
}
