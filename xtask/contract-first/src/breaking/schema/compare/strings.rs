//! Rules of strings.

use super::annotations::Slot;
use super::frame::{Frame, SchemaSite};
use super::pair::Fit;
use super::rules::BoundCodes;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{
    Conjunct, Content, Expr, Sourced, StringRules, ValueType, ValueTypes, matches_pattern,
};
use crate::model::description::SchemaId;

const MIN_LENGTH: BoundCodes = BoundCodes {
    raised: ChangeCode::MinLengthRaised,
    lowered: ChangeCode::MinLengthLowered,
};
const MAX_LENGTH: BoundCodes = BoundCodes {
    raised: ChangeCode::MaxLengthRaised,
    lowered: ChangeCode::MaxLengthLowered,
};

impl Frame<'_, '_> {
    pub fn strings(&mut self, old: &Conjunct, new: &Conjunct) {
        let (narrow, wide) = self.ordered(old, new);
        let listed = narrow.values_of(ValueTypes::one(ValueType::String));
        let listed: Option<Vec<&str>> =
            listed.map(|values| values.iter().filter_map(|value| value.as_str()).collect());
        let lengths = |fits: &dyn Fn(u64) -> bool, by_rules: bool| {
            let all = |values: &Vec<&str>| {
                values
                    .iter()
                    .all(|value| fits(value.chars().count() as u64))
            };
            Fit::of(listed.as_ref().map_or(by_rules, all))
        };
        let (narrow_text, wide_text) = (&narrow.string, &wide.string);
        let min = wide_text.min_length.map_or(0, |min| min.value);
        let own_min = narrow_text
            .min_length
            .map_or(0, |min| min.value)
            .max(fixed_length(narrow_text).unwrap_or(0));
        let min_fit = lengths(&|length| length >= min, own_min >= min);
        let max = wide_text.max_length.map_or(u64::MAX, |max| max.value);
        let own_max = narrow_text.max_length.map(|max| max.value);
        let own_max = own_max
            .into_iter()
            .chain(fixed_length(narrow_text))
            .min()
            .unwrap_or(u64::MAX);
        let max_fit = lengths(&|length| length <= max, own_max <= max);
        let owners = (old.schema, new.schema);
        let (before, after) = (&old.string, &new.string);
        self.count(
            "minLength",
            MIN_LENGTH,
            (before.min_length, owners.0),
            (after.min_length, owners.1),
            min_fit,
        );
        self.count(
            "maxLength",
            MAX_LENGTH,
            (before.max_length, owners.0),
            (after.max_length, owners.1),
            max_fit,
        );
        let pattern = pattern_fits(narrow_text, wide_text, listed.as_deref());
        let codes = [
            ChangeCode::PatternAdded,
            ChangeCode::PatternRemoved,
            ChangeCode::PatternChanged,
        ];
        self.texts(
            "pattern",
            codes,
            &before.patterns,
            &after.patterns,
            pattern,
            owners,
        );
        let format = format_fits(narrow_text, wide_text, listed.is_some());
        let codes = [
            ChangeCode::FormatAdded,
            ChangeCode::FormatRemoved,
            ChangeCode::FormatChanged,
        ];
        self.texts(
            "format",
            codes,
            &before.formats,
            &after.formats,
            format,
            owners,
        );
        self.contents(&before.content, &after.content, owners);
    }

    /// Compares texts that all must hold: patterns, formats.
    fn texts(
        &mut self,
        keyword: &str,
        [added, removed, changed]: [ChangeCode; 3],
        old: &[Sourced<String>],
        new: &[Sourced<String>],
        fit: Fit,
        owners: (SchemaId, SchemaId),
    ) {
        if old
            .iter()
            .map(|rule| &rule.value)
            .eq(new.iter().map(|rule| &rule.value))
        {
            return;
        }
        let beyond = |rules: &[Sourced<String>], others: &[Sourced<String>]| {
            let mut beyond = rules
                .iter()
                .filter(|rule| others.iter().all(|other| other.value != rule.value));
            beyond.next().cloned()
        };
        let (gone, come) = (beyond(old, new), beyond(new, old));
        let code = match (&gone, &come) {
            (None, _) => added,
            (_, None) => removed,
            _ => changed,
        };
        let site = |rule: Option<Sourced<String>>, owner| match rule {
            Some(rule) => SchemaSite::keyword(rule.schema, keyword, rule.value),
            None => SchemaSite::absent(owner),
        };
        self.report(code, fit, site(gone, owners.0), site(come, owners.1));
    }

    fn contents(
        &mut self,
        old: &Option<Sourced<Content>>,
        new: &Option<Sourced<Content>>,
        owners: (SchemaId, SchemaId),
    ) {
        let says = |rule: &Option<Sourced<Content>>| {
            rule.as_ref()
                .map(|rule| (rule.value.encoding.clone(), rule.value.media_type.clone()))
        };
        if says(old) != says(new) {
            let (narrow, wide) = self.ordered(old, new);
            let fit = match (narrow, wide) {
                (_, None) => Fit::Yes,
                (None, _) => Fit::Unknown,
                _ => Fit::No,
            };
            let site = |rule: &Option<Sourced<Content>>, owner| match rule {
                Some(rule) => {
                    let keyword = if rule.value.encoding.is_some() {
                        "contentEncoding"
                    } else {
                        "contentMediaType"
                    };
                    let texts = [&rule.value.encoding, &rule.value.media_type];
                    let texts: Vec<&str> =
                        texts.into_iter().flatten().map(String::as_str).collect();
                    SchemaSite::keyword(rule.schema, keyword, texts.join(" of "))
                }
                None => SchemaSite::absent(owner),
            };
            self.report(
                ChangeCode::ContentChanged,
                fit,
                site(old, owners.0),
                site(new, owners.1),
            );
        }
        let schema = |rule: &Option<Sourced<Content>>| {
            let schema = rule.as_ref().and_then(|rule| rule.value.schema);
            schema.map_or_else(Expr::any, Expr::schema)
        };
        self.part(&schema(old), &schema(new), Slot::Present, owners);
    }
}

fn pattern_fits(narrow: &StringRules, wide: &StringRules, listed: Option<&[&str]>) -> Fit {
    let fits = |pattern: &Sourced<String>| {
        if narrow
            .patterns
            .iter()
            .any(|known| known.value == pattern.value)
        {
            return Fit::Yes;
        }
        if let Some(listed) = listed {
            let matches = listed
                .iter()
                .map(|text| Fit::from(matches_pattern(&pattern.value, text)));
            return matches.fold(Fit::Yes, Fit::and);
        }
        match narrow.patterns.is_empty() && narrow.formats.is_empty() {
            true => Fit::No,
            false => Fit::Unknown,
        }
    };
    wide.patterns.iter().map(fits).fold(Fit::Yes, Fit::and)
}

fn format_fits(narrow: &StringRules, wide: &StringRules, is_listed: bool) -> Fit {
    let fits = |format: &Sourced<String>| {
        if narrow
            .formats
            .iter()
            .any(|known| is_within(&known.value, &format.value))
        {
            return Fit::Yes;
        }
        match is_listed || narrow.formats.is_empty() && !narrow.patterns.is_empty() {
            true => Fit::Unknown,
            false => Fit::No,
        }
    };
    wide.formats.iter().map(fits).fold(Fit::Yes, Fit::and)
}

/// Whether every string of a format is one of another (RFC 3986, 3987, 5890, 6531).
fn is_within(format: &str, other: &str) -> bool {
    format == other
        || matches!(
            (format, other),
            ("uri", "uri-reference" | "iri" | "iri-reference" | "url")
                | ("url", "uri" | "uri-reference" | "iri" | "iri-reference")
                | ("uri-reference" | "iri", "iri-reference")
                | ("email", "idn-email")
                | ("hostname", "idn-hostname")
        )
}

/// The characters that strings of a format have.
fn fixed_length(rules: &StringRules) -> Option<u64> {
    rules
        .formats
        .iter()
        .find_map(|format| match format.value.as_str() {
            "uuid" => Some(36),
            "date" => Some(10),
            _ => None,
        })
}
