use serde_json::{Map, Number, Value};

use crate::forms::Node;

/// What the texts of a form stand for.
#[allow(dead_code, reason = "a document needs some of them only")]
pub(crate) enum Form {
    /// What is in brackets is an object, else it is a text.
    Any,
    Boolean,
    Number,
    Text,
    /// The items are repeated, or numbered in brackets.
    List(&'static Form),
    /// The items are one text with a character between.
    Split(char, &'static Form),
    /// JSON in one text.
    Json,
    /// The properties with names, and all others.
    Object(&'static [(&'static str, &'static Form)], &'static Form),
    /// The first that fits.
    Either(&'static [&'static Form]),
}

impl Form {
    /// The JSON that a node stands for; what does not fit is left as it is, for the types to refuse.
    pub(crate) fn value(&self, node: &Node) -> Value {
        let scalar = node.text().and_then(|text| self.scalar(text));
        if let Some(value) = scalar {
            return value;
        }
        match self {
            Self::Split(separator, items) => match node.split(*separator) {
                Some(split) => split.iter().map(|node| items.value(node)).collect(),
                None => Self::List(items).value(node),
            },
            Self::List(items) => node.items().iter().map(|node| items.value(node)).collect(),
            Self::Object(fields, further) if node.texts.is_empty() => {
                let named = |name: &str| fields.iter().find(|(field, _)| *field == name);
                let form = |name: &str| named(name).map_or(*further, |(_, form)| *form);
                let parts = node.parts.iter();
                parts
                    .map(|(name, node)| (name.clone(), form(name).value(node)))
                    .collect::<Map<_, _>>()
                    .into()
            }
            Self::Either(several) => {
                let fitting = several.iter().find(|form| form.fits(node));
                fitting.unwrap_or(&&Self::Any).value(node)
            }
            _ if node.texts.is_empty() => Self::Object(&[], &Self::Any).value(node),
            _ => match node.text() {
                Some(text) => text.into(),
                None => Self::List(&Self::Any).value(node),
            },
        }
    }

    fn scalar(&self, text: &str) -> Option<Value> {
        match self {
            Self::Text | Self::Any => Some(text.into()),
            Self::Boolean => text.parse().ok().map(Value::Bool),
            Self::Number => {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let number = text.parse::<i64>().ok().map(Number::from);
                let number = number.or_else(|| text.parse::<u64>().ok().map(Number::from));
                let number = number.or_else(|| {
                    let number = text.parse::<f64>().ok()?;
                    Number::from_f64(number)
                });
                number
                    .filter(|_| digits.starts_with(|first: char| first.is_ascii_digit()))
                    .map(Value::Number)
            }
            // An object in one text is JSON (OpenAPI 3.1, Encoding Object).
            Self::Object(..) => serde_json::from_str::<Map<_, _>>(text)
                .ok()
                .map(Value::Object),
            Self::Json => serde_json::from_str(text).ok(),
            Self::List(_) | Self::Split(..) | Self::Either(_) => None,
        }
    }

    fn fits(&self, node: &Node) -> bool {
        match self {
            Self::Any => true,
            Self::Text | Self::Boolean | Self::Number | Self::Json => {
                node.text().is_some_and(|text| self.scalar(text).is_some())
            }
            Self::Split(..) => node.split(',').is_some(),
            Self::List(_) => {
                let index = |name: &String| name.is_empty() || name.parse::<u32>().is_ok();
                node.text().is_none() && node.parts.keys().all(index)
            }
            Self::Object(..) => {
                node.texts.is_empty() || node.text().is_some_and(|text| self.scalar(text).is_some())
            }
            Self::Either(several) => several.iter().any(|form| form.fits(node)),
        }
    }
}
