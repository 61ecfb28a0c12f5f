//! Which module may use which, as the sources write it.

use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

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
    fn used(&self) -> Vec<String> {
        // In a text is the path of a generated crate.
        let code = self.code.replace("\"crate::", "");
        let mut used = Vec::new();
        for words in code.split("crate::").skip(1) {
            let several = words.strip_prefix('{').map(|words| words.split('}').next());
            match several {
                Some(words) => used.extend(words.unwrap_or_default().split(',').map(first_word)),
                None => used.push(first_word(words)),
            }
        }
        used
    }
}

fn first_word(code: &str) -> String {
    let word = code.trim_start();
    let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    word[..end.unwrap_or(word.len())].to_owned()
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // What is copied into packages is no part of this program.
            if path.is_dir() && !path.ends_with("runtime") {
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

/// Every module, and what it may use besides itself; those that come first know nothing of those that come later.
const LAYERS: [(&str, &str); 30] = [
    ("text", ""),
    ("stack", ""),
    ("target_kind", ""),
    ("terminal", ""),
    ("progress", ""),
    ("github", ""),
    ("files", ""),
    ("parallel", "stack"),
    ("guard", "terminal text"),
    ("diff", "terminal"),
    ("document", "files text"),
    ("diagnostic", "document target_kind text"),
    ("model", "document text"),
    ("read", "diagnostic document model text"),
    ("validity", "diagnostic document stack"),
    ("overlay", "document stack"),
    ("project", "files target_kind"),
    ("tools", "files progress project"),
    ("effective", "diagnostic document files overlay project"),
    (
        "fix",
        "document effective files overlay project stack validity",
    ),
    ("backend", "diagnostic document model read target_kind text"),
    (
        "backends",
        "backend diagnostic document model target_kind text",
    ),
    ("render", "backend document files parallel tools"),
    (
        "checked_contract",
        "backend backends diagnostic model read stack target_kind",
    ),
    (
        "lint",
        "checked_contract diagnostic document effective target_kind validity",
    ),
    ("contract", "diff document files project"),
    (
        "generation",
        "backend backends checked_contract diagnostic document effective files lint parallel progress project render target_kind tools",
    ),
    (
        "breaking",
        "diagnostic document effective files github model project read stack terminal text",
    ),
    (
        "drift",
        "diagnostic diff files generation github progress project terminal text tools",
    ),
    (
        "cli",
        "breaking contract diagnostic document drift effective files fix generation github guard lint progress project target_kind terminal text",
    ),
];

#[test]
fn each_layer_uses_those_below_it_only() {
    for (place, (module, allowed)) in LAYERS.iter().enumerate() {
        for allowed in allowed.split_whitespace() {
            let below = LAYERS[..place].iter().any(|(module, _)| *module == allowed);
            assert!(below, "{module} uses {allowed}, which is not below it");
        }
    }
    for source in sources() {
        let module = source.module();
        if ["lib", "main"].contains(&module) {
            continue;
        }
        let layer = LAYERS.iter().find(|(name, _)| *name == module);
        let (_, allowed) = layer.unwrap_or_else(|| panic!("{module} is in no layer"));
        let mut used = source.used();
        used.retain(|used| used != module && !allowed.split_whitespace().any(|one| one == used));
        assert_eq!(used, [""; 0], "{}", source.path);
    }
}

/// Names and code of a language belong to the back-ends.
#[test]
fn the_model_and_its_reader_know_no_language() {
    let code = [
        "::", "->", "&self", "Vec<", "Option<", "r#", "fn ", "axum", "serde",
    ];
    let mut seen = 0;
    for source in sources() {
        if !["model", "read"].contains(&source.module()) {
            continue;
        }
        let tokens = source.code.parse::<TokenStream>();
        let tokens = tokens.unwrap_or_else(|error| panic!("{}: {error}", source.path));
        for literal in literals(tokens) {
            seen += 1;
            for part in code {
                assert!(!literal.contains(part), "{}: {literal}", source.path);
            }
        }
        let names = source.code.contains("TargetKind") || source.code.contains("text::literal");
        assert!(!names, "{}", source.path);
    }
    assert!(seen > 500, "{seen}");
}

/// The literals of code.
fn literals(tokens: TokenStream) -> Vec<String> {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Literal(literal) => vec![literal.to_string()],
        TokenTree::Group(group) => literals(group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) => Vec::new(),
    });
    each.flatten().collect()
}

/// The back-ends are made from the model: the document is read once, and its paths and references are followed, elsewhere.
#[test]
fn back_ends_do_not_look_at_the_document() {
    for source in sources() {
        if !["backend", "backends", "checked_contract"].contains(&source.module()) {
            continue;
        }
        let reads = source.code.contains("contract(effective)");
        assert_eq!(
            reads,
            source.path == "checked_contract/contract.rs",
            "{}",
            source.path
        );
        let names = source.code.replace("crate::document::Pointer", "");
        assert!(!names.contains("crate::document::"), "{}", source.path);
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

/// What a schema means is known to the reader alone; others know where schemas are, and what keywords are called.
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
        // Where schemas are, and what a mapping names.
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
