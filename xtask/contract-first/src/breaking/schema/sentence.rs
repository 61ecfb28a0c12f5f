//! What a difference is and who notices, in a sentence.

use super::change::{ChangeCode, ChangeLevel};
use super::direction::MessageDirection;
use crate::document::Pointer;

/// The sentence of a difference at a place, from what was said there to what is said now.
pub fn sentence(
    code: ChangeCode,
    level: ChangeLevel,
    direction: MessageDirection,
    at: &Pointer,
    old: Option<&str>,
    new: Option<&str>,
) -> String {
    let what = what(code, &subject(at), old, new);
    let who = who(code, level, direction.is_written());
    format!("{what}: {who}.")
}

/// What a place is about, in words.
fn subject(at: &Pointer) -> String {
    let steps = at.steps();
    let property = last_property(&steps);
    let rest = property.map_or(steps.as_slice(), |place| &steps[place + 2..]);
    let items = rest
        .iter()
        .any(|step| step == "items" || step == "prefixItems");
    let name = property.map(|place| format!("`{}`", steps[place + 1]));
    match (name, items) {
        (Some(name), false) => name,
        (Some(name), true) => format!("an item of {name}"),
        (None, true) => "an item".to_owned(),
        (None, false) => "the value".to_owned(),
    }
}

/// Where the last `properties` is that is a keyword and not a name.
fn last_property(steps: &[String]) -> Option<usize> {
    const WITH_NAMES: [&str; 10] = [
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "schemas",
        "responses",
        "content",
        "headers",
        "paths",
        "callbacks",
    ];
    let (mut found, mut at) = (None, 0);
    while at + 1 < steps.len() {
        let has_names = WITH_NAMES.contains(&steps[at].as_str());
        if steps[at] == "properties" {
            found = Some(at);
        }
        at += if has_names { 2 } else { 1 };
    }
    found
}

#[expect(
    clippy::too_many_lines,
    reason = "one phrase for each code, and nothing else is decided"
)]
fn what(code: ChangeCode, subject: &str, old: Option<&str>, new: Option<&str>) -> String {
    use ChangeCode as Code;
    let either = new.or(old).unwrap_or_default();
    let of = format!("of {subject}");
    match code {
        Code::PropertyRemoved => format!("the property {subject} was removed"),
        Code::PropertyAdded => format!("the property {subject} was added"),
        Code::RequiredPropertyAdded => format!("the required property `{either}` was added"),
        Code::PropertyBecameRequired => format!("`{either}` became required"),
        Code::PropertyBecameOptional => format!("`{either}` is no longer required"),
        Code::RequestPropertyReadOnly => format!("{subject} became read-only"),
        Code::ResponsePropertyWriteOnly => format!("{subject} became write-only"),
        Code::AccessChanged => format!("who may send {subject} changed"),
        Code::RulesRemoved => format!("all constraints {of} were removed"),
        Code::TypeChanged => changed(&format!("the type {of}"), old, new),
        Code::EnumValueAdded => format!("the values {either} were added to {subject}"),
        Code::EnumValueRemoved => format!("the values {either} were removed from {subject}"),
        Code::EnumAdded => format!("{subject} is now limited to the values {either}"),
        Code::EnumRemoved => format!("{subject} is no longer limited to listed values"),
        Code::MinimumRaised | Code::MinimumLowered => {
            changed(&format!("the minimum {of}"), old, new)
        }
        Code::MaximumRaised | Code::MaximumLowered => {
            changed(&format!("the maximum {of}"), old, new)
        }
        Code::MultipleOfChanged => changed(&format!("`multipleOf` {of}"), old, new),
        Code::MinLengthRaised | Code::MinLengthLowered => {
            changed(&format!("the minimum length {of}"), old, new)
        }
        Code::MaxLengthRaised | Code::MaxLengthLowered => {
            changed(&format!("the maximum length {of}"), old, new)
        }
        Code::PatternAdded | Code::PatternRemoved | Code::PatternChanged => {
            changed(&format!("the pattern {of}"), old, new)
        }
        Code::FormatAdded | Code::FormatRemoved | Code::FormatChanged => {
            changed(&format!("the format {of}"), old, new)
        }
        Code::ContentChanged => changed(&format!("the encoding {of}"), old, new),
        Code::MinItemsRaised | Code::MinItemsLowered => {
            changed(&format!("the minimum number of items {of}"), old, new)
        }
        Code::MaxItemsRaised | Code::MaxItemsLowered => {
            changed(&format!("the maximum number of items {of}"), old, new)
        }
        Code::UniqueItemsAdded => format!("the items {of} must now be unique"),
        Code::UniqueItemsRemoved => format!("the items {of} no longer have to be unique"),
        Code::ContainsChanged => changed(
            &format!("what {subject} must contain (`contains`)"),
            old,
            new,
        ),
        Code::UnevaluatedChanged => {
            format!("what else is allowed in {subject} (`unevaluatedProperties`) changed")
        }
        Code::MinPropertiesRaised | Code::MinPropertiesLowered => {
            changed(&format!("the minimum number of properties {of}"), old, new)
        }
        Code::MaxPropertiesRaised | Code::MaxPropertiesLowered => {
            changed(&format!("the maximum number of properties {of}"), old, new)
        }
        Code::AdditionalPropertiesChanged => changed(
            &format!("what else is allowed in {subject} (`additionalProperties`)"),
            old,
            new,
        ),
        Code::PatternPropertiesChanged => changed(
            &format!("the properties {of} that match a pattern"),
            old,
            new,
        ),
        Code::PropertyNamesChanged => format!("the allowed names of properties {of} changed"),
        Code::DependentRequiredChanged => changed(
            &format!("the properties {of} that another one requires"),
            old,
            new,
        ),
        Code::DependentSchemasChanged => {
            format!("the rules {of} that depend on a property changed")
        }
        Code::AlternativeAdded => format!("an alternative {of} was added ({either})"),
        Code::AlternativeRemoved => format!("an alternative {of} was removed ({either})"),
        Code::AlternativesOverlap => format!("a value {of} can match two alternatives of `oneOf`"),
        Code::AlternativesRearranged => format!("the alternatives {of} are divided differently"),
        Code::DiscriminatorAdded => format!("the discriminator `{either}` {of} was added"),
        Code::DiscriminatorRemoved => format!("the discriminator `{either}` {of} was removed"),
        Code::DiscriminatorChanged => changed(&format!("the discriminator {of}"), old, new),
        Code::DiscriminatorValueAdded => {
            format!("the discriminator {of} has the new value `{either}`")
        }
        Code::DiscriminatorValueRemoved => {
            format!("the discriminator {of} no longer has the value `{either}`")
        }
        Code::NotChanged => format!("the values that {subject} must not have (`not`) changed"),
        Code::ConditionChanged => format!("the condition {of} (`if`) changed"),
        Code::DefaultAdded | Code::DefaultRemoved | Code::DefaultChanged => {
            changed(&format!("the default {of}"), old, new)
        }
        Code::DeprecatedAdded => format!("{subject} is deprecated"),
        Code::DeprecatedRemoved => format!("{subject} is no longer deprecated"),
        Code::SchemaRenamed => changed("the name of the schema", old, new),
        Code::XmlChanged => format!("the XML form {of} changed"),
        Code::Undecided => format!("{subject} is too large or too deep to compare"),
    }
}

fn changed(what: &str, old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("{what} changed from {old} to {new}"),
        (None, Some(new)) => format!("{what} is now {new}"),
        (Some(old), None) => format!("{what} was removed (it was {old})"),
        (None, None) => format!("{what} changed"),
    }
}

fn who(code: ChangeCode, level: ChangeLevel, written: bool) -> &'static str {
    use ChangeCode as Code;
    match (level, code) {
        (ChangeLevel::Safe, _) if written => "everything that callers could send is still accepted",
        (ChangeLevel::Safe, _) => "callers receive nothing new",
        (ChangeLevel::Noted, Code::DeprecatedAdded) => "callers should stop using it",
        (ChangeLevel::Noted, Code::SchemaRenamed) => "generated types may be renamed",
        (ChangeLevel::Noted, Code::XmlChanged) => "only callers that use XML notice",
        (ChangeLevel::Noted, _) => "callers may want to know",
        (ChangeLevel::Unproven, _) if written => {
            "it could not be proved that all requests that were valid still are"
        }
        (ChangeLevel::Unproven, _) => "it could not be proved that callers receive nothing new",
        (ChangeLevel::Breaking, Code::PropertyRemoved | Code::RequestPropertyReadOnly)
            if written =>
        {
            "what callers send in it is ignored"
        }
        (ChangeLevel::Breaking, Code::PropertyRemoved | Code::ResponsePropertyWriteOnly) => {
            "callers that read it no longer find it"
        }
        (ChangeLevel::Breaking, Code::RequiredPropertyAdded | Code::PropertyBecameRequired) => {
            "requests without it are rejected"
        }
        (ChangeLevel::Breaking, Code::PropertyBecameOptional) => {
            "callers that rely on it may not find it"
        }
        (
            ChangeLevel::Breaking,
            Code::DefaultAdded | Code::DefaultRemoved | Code::DefaultChanged,
        ) => "requests that omit it now mean something else",
        (ChangeLevel::Breaking, Code::EnumValueRemoved) if written => {
            "requests with them are rejected"
        }
        (ChangeLevel::Breaking, Code::EnumValueAdded) => "callers may receive unknown values",
        (
            ChangeLevel::Breaking,
            Code::DiscriminatorAdded | Code::DiscriminatorRemoved | Code::DiscriminatorChanged,
        ) if !written => "callers can no longer distinguish the alternatives",
        (ChangeLevel::Breaking, _) if written => "requests that were valid are rejected",
        (ChangeLevel::Breaking, _) => "callers may receive values that were not possible before",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_what_changed_and_who_notices() {
        let at = Pointer::from("/components/schemas/A/properties/size/maximum");
        let text = |level, direction| {
            sentence(
                ChangeCode::MaximumLowered,
                level,
                direction,
                &at,
                Some("10"),
                Some("5"),
            )
        };
        assert_eq!(
            text(ChangeLevel::Breaking, MessageDirection::Request),
            "the maximum of `size` changed from 10 to 5: requests that were valid are rejected."
        );
        assert_eq!(
            text(ChangeLevel::Safe, MessageDirection::Response),
            "the maximum of `size` changed from 10 to 5: callers receive nothing new."
        );
    }

    #[test]
    fn a_property_may_be_called_like_a_keyword() {
        for (at, expected) in [
            (
                "/components/schemas/properties/properties/properties/type",
                "`properties`",
            ),
            (
                "/components/schemas/A/properties/items/items/enum",
                "an item of `items`",
            ),
            (
                "/paths/~1a/post/requestBody/content/a~1b/schema/items/type",
                "an item",
            ),
            ("/components/schemas/A/required", "the value"),
        ] {
            assert_eq!(subject(&Pointer::from(at)), expected, "{at}");
        }
    }

    #[test]
    fn every_code_has_a_sentence_without_gaps() {
        let at = Pointer::from("/properties/tags/items/enum");
        for code in ChangeCode::ALL {
            let text = sentence(
                *code,
                ChangeLevel::Breaking,
                MessageDirection::Response,
                &at,
                Some("a"),
                Some("b"),
            );
            assert!(
                !text.contains("``") && !text.contains("  ") && text.ends_with('.'),
                "{text}"
            );
        }
        let ids: std::collections::BTreeSet<&str> =
            ChangeCode::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), ChangeCode::ALL.len());
    }
}
