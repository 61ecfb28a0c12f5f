//! What the package as a whole has a use for.

use serde_json::{Value, json};

use super::package::tells_null;
use crate::backends::rust_axum::is_integer_type;

/// What flags are raised by.
struct Facts<'f> {
    /// The functions that calls are made with.
    calls: Vec<&'f str>,
    answers: Vec<&'f Value>,
    schemes: &'f [Value],
    models: &'f [Value],
    secured: bool,
}

/// The flags of a package, in the order of the extension.
pub fn flags(extension: &Value, schemes: &[Value]) -> Value {
    let facts = Facts::of(extension, schemes);
    let mut flags = json!({
        "schemes": schemes,
        "basic": facts.scheme(&["basic"]),
    });
    let groups = [
        facts.bodies(),
        facts.parameters(),
        facts.values(extension),
        facts.answers(),
    ];
    for (flag, raised) in groups.concat() {
        flags[flag] = raised.into();
    }
    let secret_imports = facts.secret_imports();
    flags["secretHeaders"] = (secret_imports.len() > 1).into();
    flags["secretImports"] = secret_imports.join(", ").into();
    flags
}

impl<'f> Facts<'f> {
    fn of(extension: &'f Value, schemes: &'f [Value]) -> Self {
        let operations = listed(&extension["operations"]);
        let of_all = |key: &'static str| operations.iter().flat_map(move |one| listed(&one[key]));
        Self {
            calls: of_all("rustCalls").filter_map(Value::as_str).collect(),
            answers: of_all("answers").collect(),
            schemes,
            models: listed(&extension["types"]),
            secured: extension["secured"] == true,
        }
    }

    fn called(&self, call: &str) -> bool {
        self.calls.contains(&call)
    }

    fn any(&self, calls: &[&str]) -> bool {
        calls.iter().any(|call| self.called(call))
    }

    /// Whether a scheme that is asked for has all of some flags.
    fn scheme(&self, flags: &[&str]) -> bool {
        let has_all = |one: &Value| flags.iter().all(|flag| one[*flag] == true);
        self.secured && self.schemes.iter().any(has_all)
    }

    fn answer(&self, kind: &str, success: bool) -> bool {
        let mut answers = self.answers.iter();
        answers.any(|one| one["success"] == success && one["body"][kind] == true)
    }

    fn query_objects(&self) -> bool {
        self.any(&["query_form", "query_deep", "query_spread"])
    }

    fn query_pairs(&self) -> bool {
        self.any(&["query", "query_each"]) || self.query_objects() || self.scheme(&["query"])
    }

    fn queries(&self) -> bool {
        self.query_pairs() || self.called("query_list")
    }

    /// Whether values stand in a path.
    fn path_values(&self) -> bool {
        self.any(&["path_value", "path_list"])
    }

    fn cookies(&self) -> bool {
        self.called("cookie") || self.scheme(&["cookie"])
    }

    fn objects(&self) -> bool {
        self.called("form") || self.query_objects()
    }

    fn joined(&self) -> bool {
        self.any(&["path_list", "query_list", "form"])
    }

    fn bodies(&self) -> Vec<(&'static str, bool)> {
        vec![
            (
                "encoded",
                self.path_values() || self.queries() || self.called("form"),
            ),
            ("bodies", self.any(&["json", "form", "body"])),
            ("jsonBodies", self.called("json")),
            ("formBodies", self.called("form")),
            ("objects", self.objects()),
        ]
    }

    fn parameters(&self) -> Vec<(&'static str, bool)> {
        let displayed = self.path_values()
            || self.joined()
            || self.any(&["query", "query_each", "header_list"]);
        vec![
            ("pathTexts", self.called("path")),
            ("paths", self.called("path_value")),
            ("pathLists", self.called("path_list")),
            ("queries", self.queries()),
            (
                "queryPairs",
                self.any(&["query", "query_each"]) || self.scheme(&["query"]),
            ),
            ("properties", self.any(&["form", "query_spread"])),
            ("queryValues", self.called("query")),
            ("queryEach", self.called("query_each")),
            ("queryLists", self.called("query_list")),
            ("queryForms", self.called("query_form")),
            ("queryDeep", self.called("query_deep")),
            ("querySpread", self.called("query_spread")),
            ("queryObjects", self.query_objects()),
            (
                "brackets",
                self.query_objects() || self.called("deepObject"),
            ),
            ("headers", self.any(&["header", "header_list"])),
            ("headerLists", self.called("header_list")),
            ("cookies", self.cookies()),
            ("pairs", self.query_pairs() || self.called("form")),
            ("joined", self.joined()),
            ("displayed", displayed),
        ]
    }

    fn values(&self, extension: &Value) -> Vec<(&'static str, bool)> {
        let fallible = self.objects()
            || self.path_values()
            || self.cookies()
            || self.joined()
            || self.any(&["json", "header", "header_list"]);
        let present = self.models.iter().any(|model| {
            let fields = listed(&model["object"]["fields"]);
            fields.iter().any(tells_null)
        });
        let mut models = self.models.iter();
        let constants = models.any(|one| one["enumeration"]["texts"] == false);
        let types = types_in(extension);
        let mut words = types.split(|c: char| !c.is_ascii_alphanumeric());
        let integers = constants || words.any(is_integer_type);
        vec![
            ("fallible", fallible),
            ("unsent", fallible || self.secured),
            ("present", present),
            ("constants", constants),
            ("integers", integers),
            (
                "json",
                present || constants || integers && self.json_answers(),
            ),
        ]
    }

    fn json_answers(&self) -> bool {
        self.answer("json", true) || self.answer("json", false)
    }

    fn answers(&self) -> Vec<(&'static str, bool)> {
        let mut answers = self.answers.iter();
        vec![
            ("failures", answers.any(|one| one["success"] == false)),
            ("jsonFailures", self.answer("json", false)),
            ("jsonAnswers", self.json_answers()),
            ("jsonSuccesses", self.answer("json", true)),
            ("textAnswers", self.answer("text", true)),
            ("byteAnswers", self.answer("bytes", true)),
        ]
    }

    /// What headers with secrets are made with.
    fn secret_imports(&self) -> Vec<&'static str> {
        let authorization = self.scheme(&["bearer"]) || self.scheme(&["basic"]);
        let parts = [
            authorization.then_some("AUTHORIZATION"),
            self.scheme(&["apiKey", "header"]).then_some("HeaderName"),
            Some("HeaderValue"),
        ];
        parts.into_iter().flatten().collect()
    }
}

/// The items of a list.
pub fn listed(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// All types that stand in a rendered model.
pub fn types_in(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let each = entries
                .iter()
                .map(|(key, value)| match (key.as_str(), value) {
                    ("type", Value::String(text)) => text.clone(),
                    ("rest", Value::Object(_)) => format!("BTreeMap {}", types_in(value)),
                    _ => types_in(value),
                });
            each.collect::<Vec<_>>().join(" ")
        }
        Value::Array(items) => items.iter().map(types_in).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
