use serde::Serialize;

use super::code::{FormTable, Model, RustTypes};
use super::features::{Features, Used};
use super::route::Route;
use super::security::{SchemeData, Schemes};
use super::tag::TagData;
use crate::backend::names::literal;
use crate::backend::rust::docs;
use crate::backend::{OrFalse, Version};
use crate::model::Info;
use crate::text::literal::toml;
use crate::text::one_line;

/// What the templates of the crate as a whole print.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageData<'p> {
    #[serde(flatten)]
    pub head: PackageHead,
    pub schemes: &'p [SchemeData],
    /// The words that `Authorization` may start with, as an array; absent where none is read.
    pub authorization: OrFalse<String>,
    /// The schemes for which all of `Authorization` is the key, as a pattern; absent where words are not looked at.
    pub authorization_key: OrFalse<String>,
    pub patterns: OrFalse<Patterns>,
    pub forms: Vec<FormTable>,
    pub models: Vec<Model>,
    pub model_uses: Vec<String>,
    pub tags: Vec<&'p TagData>,
    pub routes: Vec<Route>,
    #[serde(flatten)]
    pub features: Features,
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
}

#[derive(Serialize)]
struct Pattern {
    name: String,
    literal: String,
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
    /// `None` when there are none.
    pub fn of(types: &RustTypes, used: &Used) -> Option<Self> {
        let patterns = used.patterns().into_iter();
        let patterns = patterns.filter_map(|number| {
            Some(Pattern {
                name: format!("PATTERN_{number}"),
                literal: literal(&types.pattern(number)?),
            })
        });
        let each: Vec<_> = patterns.collect();
        (!each.is_empty()).then_some(Self { each })
    }
}

/// The words that `Authorization` may start with, as an array; and the schemes for which all of it is the key, as a pattern.
pub fn authorization(schemes: &Schemes, used: &Used) -> (Option<String>, Option<String>) {
    if schemes.authorization.is_empty() || !used.secured() {
        return (None, None);
    }
    let words: Vec<_> = schemes
        .authorization
        .iter()
        .map(|word| word.literal())
        .collect();
    let key = (!schemes.whole.is_empty()).then(|| schemes.whole.join(" | "));
    (Some(format!("[{}]", words.join(", "))), key)
}
