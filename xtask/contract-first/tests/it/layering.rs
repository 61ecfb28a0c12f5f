//! Which module may use which, as the sources write it.

use std::fs;
use std::path::Path;

/// A file of the library: its path below `src`, and its code without comments and without its tests.
struct Source {
    path: String,
    code: String,
}

impl Source {
    /// The module of the library that the file is part of.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// The modules of the library that it names.
    fn used(&self) -> Vec<&str> {
        let words = self.code.split("crate::").skip(1);
        let end = |word: &str| word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        words
            .map(|word| &word[..end(word).unwrap_or(word.len())])
            .collect()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let (code, _tests) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
                let lines = code.lines();
                let code: Vec<_> = lines
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                let path = path.strip_prefix(&root).unwrap().to_string_lossy();
                sources.push(Source {
                    path: path.replace('\\', "/"),
                    code: code.join("\n"),
                });
            }
        }
    }
    assert!(sources.len() > 100, "{}", sources.len());
    sources
}

#[test]
fn each_layer_uses_those_below_it_only() {
    for (module, allowed) in [
        ("text", ""),
        ("stack", ""),
        ("parallel", "stack"),
        ("target_kind", ""),
        ("github", ""),
        ("files", ""),
        ("document", "document files text"),
        ("diagnostic", "diagnostic document target_kind text"),
        ("model", "document model text"),
        ("read", "diagnostic document model read text"),
        ("validity", "diagnostic document stack"),
    ] {
        let of_module: Vec<_> = sources()
            .into_iter()
            .filter(|source| source.module() == module)
            .collect();
        assert!(!of_module.is_empty(), "{module}");
        for source in of_module {
            let mut used = source.used();
            used.retain(|used| !allowed.split_whitespace().any(|one| one == *used));
            assert_eq!(used, [""; 0], "{}", source.path);
        }
    }
}

/// The back-ends are made from the model: the document is read once, and its paths and references are followed, elsewhere.
#[test]
fn back_ends_do_not_look_at_the_document() {
    for source in sources() {
        if source.module() != "lowering" {
            continue;
        }
        let reads = source.code.contains("contract(effective)");
        assert_eq!(
            reads,
            source.path == "lowering/document.rs",
            "{}",
            source.path
        );
        // What leaves operations out changes the document itself.
        if source.path != "lowering/supported.rs" {
            let names = source.code.replace("crate::document::Pointer", "");
            assert!(!names.contains("crate::document::"), "{}", source.path);
        }
    }
}

#[test]
fn one_module_walks_paths_and_follows_references() {
    let walks = [
        "[\"paths\"]",
        "get(\"paths\")",
        "get_mut(\"paths\")",
        "pointer(\"/paths",
    ];
    for source in sources() {
        if source.module() == "document" {
            continue;
        }
        for walk in walks {
            assert!(!source.code.contains(walk), "{}: {walk}", source.path);
        }
        let follows = source.code.contains("get(\"$ref\")");
        assert!(!follows || source.module() == "read", "{}", source.path);
        assert!(!source.code.contains("\"~1\""), "{}", source.path);
    }
}

/// What a schema means is known to the reader alone; others know where schemas stand, and what keywords are called.
#[test]
fn one_module_interprets_schemas() {
    let keywords = [
        "allOf",
        "anyOf",
        "oneOf",
        "const",
        "enum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "uniqueItems",
        "prefixItems",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minProperties",
        "maxProperties",
        "patternProperties",
        "propertyNames",
        "dependentRequired",
        "unevaluatedProperties",
        "discriminator",
        "readOnly",
        "writeOnly",
    ];
    let allowed = [
        // Where schemas stand, and what a mapping names.
        "document/kind.rs",
        "document/reach.rs",
        // What is written into the overlay, keyword by keyword.
        "fix/",
        // The words of findings, and where they point.
        "breaking/",
    ];
    let mut interprets = 0;
    for source in sources() {
        let named: Vec<_> = keywords
            .iter()
            .filter(|keyword| source.code.contains(&format!("\"{keyword}\"")))
            .collect();
        if source.module() == "read" {
            interprets += named.len();
        } else if !allowed
            .iter()
            .any(|allowed| source.path.starts_with(allowed))
        {
            assert!(named.is_empty(), "{}: {named:?}", source.path);
        }
        // A validator is made of a schema that somebody interprets.
        let validates = source.code.contains("jsonschema::");
        let may_validate = ["read", "validity"].contains(&source.module());
        assert!(!validates || may_validate, "{}", source.path);
    }
    assert!(interprets >= keywords.len(), "{interprets}");
}

/// The model has no words of a language that code is generated in, and no template.
#[test]
fn the_model_is_neutral() {
    let words = ["axum", "rust", "typescript", "python", "mustache", "clippy"];
    for source in sources() {
        if source.module() != "model" {
            continue;
        }
        let code = source.code.to_lowercase();
        for word in words {
            assert!(!code.contains(word), "{}: {word}", source.path);
        }
    }
}
