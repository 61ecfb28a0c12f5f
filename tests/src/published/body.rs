use serde_json::Value;
use url::Url;

/// The body of a request, as its validator (zod) reads it: the first problem is the answer.
pub(super) struct Body;

impl Body {
    pub(super) fn check(body: &Value) -> Result<(), String> {
        let Value::Object(object) = body else {
            return Err(expected("object", Some(body)));
        };
        let url = match object.get("returnUrl") {
            Some(Value::String(url)) => url.trim(),
            other => return Err(expected("string", other)),
        };
        if object["returnUrl"] == "" {
            return Err("returnUrl is required".to_owned());
        }
        if Url::parse(url).is_err() {
            return Err("returnUrl must be a valid URL".to_owned());
        }
        let others = object.keys().filter(|key| *key != "returnUrl");
        let others: Vec<_> = others.map(|key| format!("\"{key}\"")).collect();
        match &others[..] {
            [] => Ok(()),
            [key] => Err(format!("Unrecognized key: {key}")),
            keys => Err(format!("Unrecognized keys: {}", keys.join(", "))),
        }
    }
}

fn expected(kind: &str, found: Option<&Value>) -> String {
    let found = match found {
        None => "undefined",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(_)) => "number",
        Some(Value::String(_)) => "string",
        Some(Value::Array(_)) => "array",
        Some(Value::Object(_)) => "object",
    };
    format!("Invalid input: expected {kind}, received {found}")
}
