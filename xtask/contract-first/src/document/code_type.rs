//! Types of code for values of a schema: `x-rust-type`, `x-typescript-type` and `x-python-type`, on the schema itself or, for all schemas
//! of a format, under `x-formats` of the document. They are the overlay's to choose: those of the published document are taken away
//! before it is laid over, so that no foreign text becomes code.

use serde_json::{Map, Value};

/// Where the document names types for formats.
pub const FORMATS: &str = "x-formats";

/// The keys of the types, by language.
const KEYS: [&str; 3] = ["x-rust-type", "x-typescript-type", "x-python-type"];
/// The types of Rust that have no path.
const PRIMITIVES: &str =
    "bool char f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize String";
/// The longest name of a package or version.
const MAX_LENGTH: usize = 100;

/// The types that an overlay chose for the values of a schema, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeTypes {
    /// `x-rust-type`
    pub rust: Option<CodeType>,
    /// `x-typescript-type`
    pub typescript: Option<CodeType>,
    /// `x-python-type`
    pub python: Option<CodeType>,
}

impl CodeTypes {
    /// Whether a server, which checks values, has a type of its own.
    pub fn is_checked(&self) -> bool {
        self.rust.is_some()
    }
}

/// A type of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeType {
    /// Its path in the package, such as `jiff`, `Timestamp`: identifiers.
    pub path: Vec<String>,
    /// The package that it comes from; `None` for one of the language itself.
    pub package: Option<CodePackage>,
}

/// A package that has to be installed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodePackage {
    /// Its name in the registry.
    pub name: String,
    /// Which versions, as the language's manifests write it; no quote and no control character is in it.
    pub version: String,
    /// The features of a crate.
    pub features: Vec<String>,
}

/// The key of a type that a schema names itself.
pub fn type_key(schema: &Map<String, Value>) -> Option<&'static str> {
    KEYS.into_iter().find(|key| schema.contains_key(*key))
}

/// Removes the types that a schema or an entry of `x-formats` names.
pub fn remove_types(schema: &mut Map<String, Value>) {
    schema.retain(|key, _| !KEYS.contains(&key.as_str()));
}

/// The types that a schema names, or that are named for its format; an error names the key of one that cannot be read, and why.
pub fn code_types(
    schema: &Map<String, Value>,
    formats: &Value,
) -> Result<Option<CodeTypes>, (&'static str, String)> {
    let format = schema.get("format").and_then(Value::as_str);
    let format = format.and_then(|format| formats.get(format));
    let [rust, typescript, python] = KEYS.map(|key| {
        let own = schema.get(key);
        let value = own.or_else(|| format?.get(key))?;
        Some(code_type(key, value).map_err(|reason| (key, reason)))
    });
    let types = CodeTypes {
        rust: rust.transpose()?,
        typescript: typescript.transpose()?,
        python: python.transpose()?,
    };
    Ok((types != CodeTypes::default()).then_some(types))
}

fn code_type(key: &str, value: &Value) -> Result<CodeType, String> {
    let (path, package) = match value {
        Value::String(path) => (path.as_str(), None),
        Value::Object(parts) => {
            let known = ["path", "package", "version", "features"];
            if let Some(other) = parts.keys().find(|part| !known.contains(&part.as_str())) {
                return Err(format!("`{other}` is not one of {}", known.join(", ")));
            }
            let path = parts.get("path").and_then(Value::as_str);
            (path.ok_or("`path` is missing")?, package(parts)?)
        }
        _ => {
            return Err(
                "must be a path, or an object with `path`, `package` and `version`".to_owned(),
            );
        }
    };
    let between = if key == "x-rust-type" { "::" } else { "." };
    let path: Vec<_> = path.split(between).map(str::to_owned).collect();
    if !path.iter().all(|part| is_identifier(part)) {
        return Err(format!(
            "a path is made of names with `{between}` between them"
        ));
    }
    match (key, path.as_slice(), &package) {
        ("x-rust-type", [name], _) if !PRIMITIVES.split(' ').any(|primitive| primitive == name) => {
            Err("write the whole path of the type, such as `std::net::IpAddr`".to_owned())
        }
        ("x-rust-type", [first, _, ..], None)
            if !["std", "core", "alloc"].contains(&first.as_str()) =>
        {
            Err("a type of a crate needs `package` and `version`".to_owned())
        }
        ("x-python-type", [_], _) => {
            Err("write the module of the type, such as `decimal.Decimal`".to_owned())
        }
        _ => Ok(CodeType { path, package }),
    }
}

fn package(parts: &Map<String, Value>) -> Result<Option<CodePackage>, String> {
    let text = |key: &str| match parts.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if is_plain(text) => Ok(Some(text.clone())),
        Some(_) => Err(format!(
            "`{key}` must be a text of letters, digits and `@/._-+*^~<>=,` without blanks"
        )),
    };
    let features = parts.get("features").and_then(Value::as_array);
    let features = features.into_iter().flatten().map(|feature| {
        let feature = feature.as_str().filter(|feature| is_plain(feature));
        feature
            .map(str::to_owned)
            .ok_or("`features` must be a list of names")
    });
    let features = features.collect::<Result<Vec<_>, _>>()?;
    match (text("package")?, text("version")?) {
        (Some(name), Some(version)) => Ok(Some(CodePackage {
            name,
            version,
            features,
        })),
        (None, None) => Ok(None),
        _ => Err("`package` and `version` go together".to_owned()),
    }
}

fn is_identifier(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn is_plain(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "@/._-+*^~<>=,".contains(c);
    !text.is_empty() && text.len() <= MAX_LENGTH && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(schema: Value) -> Result<Option<CodeTypes>, (&'static str, String)> {
        let formats = json!({ "decimal": { "x-python-type": "decimal.Decimal" } });
        code_types(schema.as_object().unwrap(), &formats)
    }

    #[test]
    fn a_type_is_a_path_and_its_package() {
        let types = read(json!({
            "format": "decimal",
            "x-rust-type": { "path": "jiff::Timestamp", "package": "jiff", "version": "0.2", "features": ["serde"] },
            "x-typescript-type": { "path": "Decimal", "package": "decimal.js", "version": "^10" },
        }));
        let types = types.unwrap().unwrap();
        let rust = types.rust.unwrap();
        assert_eq!(rust.path, ["jiff", "Timestamp"]);
        assert_eq!(rust.package.unwrap().features, ["serde"]);
        assert_eq!(types.typescript.unwrap().package.unwrap().version, "^10");
        let python = types.python.unwrap();
        assert_eq!(
            (python.path, python.package),
            (vec!["decimal".to_owned(), "Decimal".to_owned()], None)
        );
        assert_eq!(
            read(json!({ "format": "date", "type": "string" })),
            Ok(None)
        );
    }

    #[test]
    fn what_could_be_more_than_a_type_is_refused() {
        for value in [
            json!(5),
            json!("Timestamp"),
            json!("jiff::Timestamp"),
            json!("std::net::IpAddr>; evil"),
            json!("std::net::"),
            json!({ "package": "a", "version": "1" }),
            json!({ "path": "a::B", "package": "a" }),
            json!({ "path": "a::B", "package": "a\"", "version": "1" }),
            json!({ "path": "a::B", "package": "a", "version": "1\n[x]" }),
            json!({ "path": "a::B", "package": "a", "version": "1", "features": ["\""] }),
            json!({ "path": "a::B", "package": "a", "version": "1", "git": "b" }),
        ] {
            let (key, _) = read(json!({ "x-rust-type": value })).expect_err(&value.to_string());
            assert_eq!(key, "x-rust-type");
        }
        assert!(read(json!({ "x-python-type": "Decimal" })).is_err());
    }
}
