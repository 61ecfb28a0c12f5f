use std::collections::BTreeMap;
use std::sync::OnceLock;

use checks::test::{HARMLESS, Places};
use contract_first::Package;
use contract_first::TargetKind;
use contract_first::document::{self, Format};
use contract_first::effective::overlaid;
use contract_first::lint::lint_and_check;
use contract_first::text::{is_printable, one_line};
use serde_json::{Map, Value, json};

use crate::literal::{parts, text, wide};

/// Ends a text of the input.
const END: char = '\u{1d}';

/// What is made for: the server's stub and the clients.
const TARGETS: [TargetKind; 4] = TargetKind::ALL;

/// Lines of comments.
const COMMENTS: [&str; 2] = ["docs", "options"];

/// Lines between which a line is empty: it is up to their number.
const PARTS: &str = "parts";

/// How code is laid out, which is up to how long it is.
const LAYOUT: [&str; 2] = ["fits", "longNames"];

/// What is made of the version.
const VERSIONS: [&str; 2] = ["version", "agentLiteral"];

/// The start of a text.
const EXCERPT: &str = "descriptionLiteral";

/// Literals of TOML.
const MANIFEST: [&str; 4] = ["titleToml", "licenseToml", "titleLiteral", "licenseLiteral"];

/// The places of a document that hold a text, and what harmless ones there make.
struct Twin {
    places: Places,
    texts: BTreeMap<String, String>,
    inputs: Vec<Value>,
}

impl Twin {
    fn new() -> Self {
        let document = include_str!("../../../tests/injection/document.yaml");
        let document = document::parse(document, Format::Yaml, "document.yaml").expect("YAML");
        let places = Places::of(document).expect("places");
        Self {
            texts: places.texts(|_| HARMLESS),
            inputs: inputs(places.filled(|_| HARMLESS)).expect("harmless"),
            places,
        }
    }
}

/// Texts that an attacker puts into the places of a document, in turn; an empty one stands for a harmless one. The templates of each target
/// are given what harmless texts would give them, but for the texts.
///
/// Tells whether they may appear there.
pub fn injection(input: &[u8]) -> bool {
    static TWIN: OnceLock<Twin> = OnceLock::new();
    let twin = TWIN.get_or_init(Twin::new);
    let Ok(input) = std::str::from_utf8(input) else {
        return false;
    };
    // What is in the twin is found by this word.
    if input.contains(HARMLESS) {
        return false;
    }
    let given: Vec<_> = input.split(END).collect();
    let of = |place: &str| {
        let number = twin.texts.keys().position(|name| name == place);
        match given[number.unwrap_or_default() % given.len()] {
            "" => HARMLESS,
            text => text,
        }
    };
    let Some(found) = inputs(twin.places.filled(of)) else {
        return false;
    };
    let texts = twin.places.texts(of);
    for ((target, twin_input), input) in TARGETS.into_iter().zip(&twin.inputs).zip(&found) {
        let compared = Compared {
            target,
            harmless: &twin.texts,
            texts: &texts,
        };
        compared.values(twin_input, input, "");
    }
    true
}

/// What templates print for each target; `None` when the document is refused.
fn inputs(published: Value) -> Option<Vec<Value>> {
    let document = overlaid(published, None).expect("nothing is laid over it");
    let (report, contract) = lint_and_check(&document, &TARGETS);
    let contract = contract.filter(|_| report.refused.is_empty())?;
    let package = Package {
        name: "fuzz-client",
        environment: "FUZZ",
    };
    let made = TARGETS.map(|target| json!(contract.files(target, &package).data));
    Some(made.into())
}

/// What is compared.
struct Compared<'t> {
    target: TargetKind,
    harmless: &'t BTreeMap<String, String>,
    texts: &'t BTreeMap<String, String>,
}

impl Compared<'_> {
    fn values(&self, twin: &Value, found: &Value, at: &str) {
        let key = at.rsplit('/').find(|key| key.parse::<usize>().is_err());
        let key = key.unwrap_or_default();
        match (twin, found) {
            (Value::Array(twin), Value::Array(found))
                if key == PARTS || twin.iter().any(Value::is_string) =>
            {
                let (twin, found) = (joined(twin), joined(found));
                match COMMENTS.contains(&key) {
                    true => self.comment(&found, at),
                    false => self.code(&twin, &found, key, at),
                }
            }
            (Value::Array(twin), Value::Array(found)) => {
                assert_eq!(twin.len(), found.len(), "{:?} {at}: {found:?}", self.target);
                for (index, (twin, found)) in twin.iter().zip(found).enumerate() {
                    self.values(twin, found, &format!("{at}/{index}"));
                }
            }
            (Value::Object(twin), Value::Object(found)) => {
                let at_keys = |of: &Map<String, Value>| of.keys().cloned().collect::<Vec<_>>();
                assert_eq!(at_keys(twin), at_keys(found), "{:?} {at}", self.target);
                for (key, twin) in twin {
                    self.values(twin, &found[key], &format!("{at}/{key}"));
                }
            }
            (Value::String(_), Value::String(text)) if is_markdown(key) => {
                assert!(text.chars().all(is_printable), "{at}: {text:?}");
            }
            (Value::String(_), Value::String(text)) if VERSIONS.contains(&key) => {
                let legal = |c: char| c.is_ascii_alphanumeric() || "+-./\"".contains(c);
                assert!(text.chars().all(legal), "{at}: {text:?}");
            }
            (Value::String(twin), Value::String(found)) => self.code(twin, found, key, at),
            _ if LAYOUT.contains(&key) => {}
            _ => assert_eq!(twin, found, "{:?} {at}", self.target),
        }
    }

    /// Nothing ends a comment but its own end, where it has one.
    fn comment(&self, text: &str, at: &str) {
        let within = |opens: &str, closes: &str| {
            let inner = text.strip_prefix(opens);
            inner
                .map_or(text, |inner| inner.strip_suffix(closes).unwrap_or(inner))
                .to_owned()
        };
        let ends = match self.target {
            TargetKind::RustAxum | TargetKind::Rust => false,
            TargetKind::TypeScript => within("/**", "*/").contains("*/"),
            TargetKind::Python => {
                let inner = within("\"\"\"", "\"\"\"");
                let left = inner.replace("\\\\", "-").replace("\\\"", "-");
                left.contains("\"\"\"") || left.ends_with(['"', '\\'])
            }
        };
        assert!(!ends, "{:?} {at}: {text:?}", self.target);
        assert!(is_shown(text), "{:?} {at}: {text:?}", self.target);
    }

    /// Code has the shape of what harmless texts make, and its literals are texts of the document.
    fn code(&self, twin: &str, found: &str, key: &str, at: &str) {
        let place = format!("{:?} {at}: {found:?}", self.target);
        let (twin, found) = (unfolded(twin), unfolded(found));
        let (shape, twins) = parts(twin, self.target).expect(twin);
        let (found_shape, literals) = parts(found, self.target).expect(&place);
        assert_eq!(found_shape, shape, "{place}");
        let read = |literal: &str| match MANIFEST.contains(&key) {
            true => wide(literal),
            false => text(literal, self.target),
        };
        for (twin, literal) in twins.into_iter().zip(literals) {
            let text = read(literal).unwrap_or_else(|| panic!("{place}: not a literal"));
            let twin = read(twin).expect(twin);
            let expected = self.filled(&twin);
            // A name that was made is one literal, too.
            let same = match expected == twin {
                _ if key == EXCERPT => true,
                true => {
                    parts(&text, TargetKind::RustAxum).map(|parts| parts.0)
                        == parts(&twin, TargetKind::RustAxum).map(|parts| parts.0)
                }
                false => {
                    text == expected
                        || text == expected.to_ascii_lowercase()
                        || text == one_line(&expected)
                        || text == expected.trim_end_matches('/')
                }
            };
            assert!(same, "{place}: {text:?} is not {expected:?}");
        }
        assert!(is_shown(found), "{place}");
    }

    /// A text of the twin, with what is given in the places of what is harmless.
    fn filled(&self, twin: &str) -> String {
        let texts = self
            .harmless
            .iter()
            .filter(|(_, text)| twin.contains(*text));
        texts.fold(twin.to_owned(), |filled, (place, text)| {
            filled.replace(text, &self.texts[place])
        })
    }
}

/// All lines of a list, those of its parts too.
fn joined(lines: &[Value]) -> String {
    let lines = lines.iter().map(|line| match line {
        Value::String(line) => line.clone(),
        part => joined(part["lines"].as_array().map_or(&[], Vec::as_slice)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether lines hold printable characters only.
fn is_shown(lines: &str) -> bool {
    lines.chars().all(|c| c == '\n' || is_printable(c))
}

/// Whether a text is shown in a page.
fn is_markdown(key: &str) -> bool {
    ["Text", "Code", "Cell", "cell", "shown", "table"]
        .iter()
        .any(|end| key.ends_with(end))
}

/// An expression that is long stands in parentheses, on lines of its own.
fn unfolded(code: &str) -> &str {
    let inner = code
        .strip_prefix("(\n")
        .and_then(|code| code.strip_suffix(')'));
    inner.unwrap_or(code)
}
