use std::collections::BTreeSet;

use serde::Serialize;

use super::code::{FormTable, Model, RustTypes};
use super::helper::{CodeNeeds, Helper, Rule};
use super::library::Library;
use super::route::Router;
use super::security::{SchemeData, Schemes};
use super::tag::TagData;
use crate::backend::names::literal;
use crate::backend::rust::{DependencyLine, docs};
use crate::backend::{OrFalse, Version};
use crate::model::Info;
use crate::text::literal::toml;
use crate::text::one_line;
use crate::text::pattern::Engine;

/// What the templates of the crate as a whole print.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageData<'p> {
    #[serde(flatten)]
    pub head: PackageHead,
    pub dependencies: Vec<DependencyLine>,
    pub library: Library,
    /// Absent where operations ask for no credentials.
    pub schemes: OrFalse<SchemeTable<'p>>,
    pub patterns: OrFalse<Patterns>,
    pub rules: OrFalse<RuleList>,
    pub forms: OrFalse<FormTables>,
    pub models: OrFalse<ModelList>,
    pub tags: Vec<&'p TagData>,
    pub router: Router,
}

/// The schemes by which callers are identified.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SchemeTable<'p> {
    each: &'p [SchemeData],
    /// The words that `Authorization` may start with, as an array; absent where none is read.
    authorization: OrFalse<String>,
    /// The schemes for which all of `Authorization` is the key, as a pattern.
    authorization_key: OrFalse<String>,
}

/// The tables by which forms are read.
#[derive(Serialize)]
pub struct FormTables {
    pub each: Vec<FormTable>,
}

/// The models.
#[derive(Serialize)]
pub struct ModelList {
    pub each: Vec<Model>,
    pub uses: Vec<String>,
}

/// What the document says of itself.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageHead {
    docs: Vec<String>,
    title_toml: String,
    version: String,
    license_toml: OrFalse<String>,
}

/// The regular expressions that checks use.
#[derive(Serialize)]
pub struct Patterns {
    each: Vec<Pattern>,
    /// Whether some are matched in linear time.
    linear: bool,
    /// Whether some are matched step by step.
    backtracking: bool,
}

/// The table of what is asked of values beyond their types.
#[derive(Serialize)]
pub struct RuleList {
    literal: String,
    patterns: Vec<Pattern>,
    /// Whether there are patterns.
    patterned: bool,
}

#[derive(Serialize)]
struct Pattern {
    number: usize,
    name: String,
    literal: String,
    /// Whether it is matched step by step.
    backtracks: bool,
}

impl PackageHead {
    pub fn of(info: &Info) -> Self {
        let mut docs = docs::lines(&format!("{} {}", info.title, info.version));
        let description = docs::lines(&info.description);
        if !description.is_empty() {
            docs.push(String::new());
            docs.extend(description);
        }
        let license = info.license.as_deref();
        Self {
            docs,
            title_toml: toml(&one_line(&info.title)),
            version: Version::of(&info.version).semantic(),
            license_toml: OrFalse(license.map(|text| toml(&one_line(text)))),
        }
    }
}

impl Patterns {
    /// Those that checks use; `None` when there are none.
    pub fn of(types: &RustTypes, helpers: &BTreeSet<Helper>) -> Option<Self> {
        let numbers: BTreeSet<_> = helpers
            .iter()
            .filter_map(|helper| match helper {
                Helper::Pattern(_, number) => Some(*number),
                _ => None,
            })
            .collect();
        let patterns = numbers.into_iter();
        let patterns = patterns.filter_map(|number| Pattern::of(types, number));
        let each: Vec<_> = patterns.collect();
        (!each.is_empty()).then_some(Self {
            linear: each.iter().any(|pattern| !pattern.backtracks),
            backtracking: each.iter().any(|pattern| pattern.backtracks),
            each,
        })
    }
}

impl Pattern {
    fn of(types: &RustTypes, number: usize) -> Option<Self> {
        let translated = types.pattern(number)?;
        Some(Self {
            number,
            name: format!("PATTERN_{number}"),
            literal: literal(&translated.pattern),
            backtracks: translated.engine == Engine::Backtracking,
        })
    }
}

impl RuleList {
    /// The table, where a check uses it.
    pub fn of(types: &RustTypes, needs: &mut CodeNeeds) -> Option<Self> {
        if !needs.helpers.contains(&Helper::Rule(Rule::Check)) {
            return None;
        }
        let numbers: BTreeSet<_> = types.rules.patterns.iter().copied().collect();
        for number in &numbers {
            let engine = types.pattern(*number).map(|translated| translated.engine);
            let helpers = engine.map(|engine| Helper::Pattern(engine, *number));
            needs.helpers.extend(helpers);
        }
        let patterns = numbers.into_iter();
        let patterns: Vec<_> = patterns
            .filter_map(|number| Pattern::of(types, number))
            .collect();
        Some(Self {
            literal: literal(&types.rules.json()),
            patterned: !patterns.is_empty(),
            patterns,
        })
    }
}

impl<'p> SchemeTable<'p> {
    pub fn of(schemes: &'p Schemes) -> Self {
        let words = schemes.authorization.iter();
        let words: Vec<_> = words.map(|word| word.literal()).collect();
        let whole = schemes.whole.join(" | ");
        Self {
            each: &schemes.data,
            authorization: OrFalse((!words.is_empty()).then(|| format!("[{}]", words.join(", ")))),
            authorization_key: OrFalse((!whole.is_empty()).then_some(whole)),
        }
    }
}
