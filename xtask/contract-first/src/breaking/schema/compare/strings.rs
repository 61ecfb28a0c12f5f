//! Rules of strings.

use super::annotations::Slot;
use super::frame::{Frame, Spot};
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
        let (own, other) = (&narrow.string, &wide.string);
        let min = other.min_length.map_or(0, |min| min.value);
        let own_min = own
            .min_length
            .map_or(0, |min| min.value)
            .max(fixed_length(own).unwrap_or(0));
        let min_fit = lengths(&|length| length >= min, own_min >= min);
        let max = other.max_length.map_or(u64::MAX, |max| max.value);
        let own_max = own.max_length.map(|max| max.value);
        let own_max = own_max
            .into_iter()
            .chain(fixed_length(own))
            .min()
            .unwrap_or(u64::MAX);
        let max_fit = lengths(&|length| length <= max, own_max <= max);
        let silent = (old.schema, new.schema);
        let (before, after) = (&old.string, &new.string);
        self.count(
            "minLength",
            MIN_LENGTH,
            (before.min_length, silent.0),
            (after.min_length, silent.1),
            min_fit,
        );
        self.count(
            "maxLength",
            MAX_LENGTH,
            (before.max_length, silent.0),
            (after.max_length, silent.1),
            max_fit,
        );
        let pattern = pattern_fits(own, other, listed.as_deref());
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
            silent,
        );
        let format = format_fits(own, other, listed.is_some());
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
            silent,
        );
        self.contents(&before.content, &after.content, silent);
    }

    /// Compares texts that all have to hold: patterns, formats.
    fn texts(
        &mut self,
        keyword: &str,
        [added, removed, changed]: [ChangeCode; 3],
        old: &[Sourced<String>],
        new: &[Sourced<String>],
        fit: Fit,
        silent: (SchemaId, SchemaId),
    ) {
        if old
            .iter()
            .map(|one| &one.value)
            .eq(new.iter().map(|one| &one.value))
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
        let spot = |one: Option<Sourced<String>>, silent| match one {
            Some(one) => Spot::keyword(one.schema, keyword, one.value),
            None => Spot::silent(silent),
        };
        self.report(code, fit, spot(gone, silent.0), spot(come, silent.1));
    }

    fn contents(
        &mut self,
        old: &Option<Sourced<Content>>,
        new: &Option<Sourced<Content>>,
        silent: (SchemaId, SchemaId),
    ) {
        let says = |one: &Option<Sourced<Content>>| {
            one.as_ref()
                .map(|one| (one.value.encoding.clone(), one.value.media_type.clone()))
        };
        if says(old) != says(new) {
            let (narrow, wide) = self.ordered(old, new);
            let fit = match (narrow, wide) {
                (_, None) => Fit::Yes,
                (None, _) => Fit::Unknown,
                _ => Fit::No,
            };
            let spot = |one: &Option<Sourced<Content>>, silent| match one {
                Some(one) => {
                    let keyword = if one.value.encoding.is_some() {
                        "contentEncoding"
                    } else {
                        "contentMediaType"
                    };
                    let texts = [&one.value.encoding, &one.value.media_type];
                    let texts: Vec<&str> =
                        texts.into_iter().flatten().map(String::as_str).collect();
                    Spot::keyword(one.schema, keyword, texts.join(" of "))
                }
                None => Spot::silent(silent),
            };
            self.report(
                ChangeCode::ContentChanged,
                fit,
                spot(old, silent.0),
                spot(new, silent.1),
            );
        }
        let schema = |one: &Option<Sourced<Content>>| {
            let schema = one.as_ref().and_then(|one| one.value.schema);
            schema.map_or_else(Expr::any, Expr::schema)
        };
        self.part(&schema(old), &schema(new), Slot::Present, silent);
    }
}

fn pattern_fits(narrow: &StringRules, wide: &StringRules, listed: Option<&[&str]>) -> Fit {
    let one = |pattern: &Sourced<String>| {
        if narrow.patterns.iter().any(|own| own.value == pattern.value) {
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
    wide.patterns.iter().map(one).fold(Fit::Yes, Fit::and)
}

fn format_fits(narrow: &StringRules, wide: &StringRules, is_listed: bool) -> Fit {
    let one = |format: &Sourced<String>| {
        if narrow
            .formats
            .iter()
            .any(|own| is_within(&own.value, &format.value))
        {
            return Fit::Yes;
        }
        match is_listed || narrow.formats.is_empty() && !narrow.patterns.is_empty() {
            true => Fit::Unknown,
            false => Fit::No,
        }
    };
    wide.formats.iter().map(one).fold(Fit::Yes, Fit::and)
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
