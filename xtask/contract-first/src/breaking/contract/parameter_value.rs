use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::schema_view::{SchemaView, type_words};
use super::wire_text::{
    Parts, TextForm, ValueKind, accepts_any_text, describe, schema_of, types_of,
};
use crate::breaking::schema::{ChangeLevel, Described, MessageDirection};
use crate::document::Pointer;
use crate::model::description::{JsonType, ParameterValue, SchemaId, Schemas};

/// A value that is sent as text, in both contracts.
#[derive(Clone, Copy)]
pub struct ValuePair<'d> {
    /// What it is the value of, for people: ``The query parameter `limit` ``.
    pub subject: &'d str,
    pub old: (&'d ParameterValue, &'d Pointer),
    pub new: (&'d ParameterValue, &'d Pointer),
    /// The codes of another text, and of another type with the same text.
    pub codes: (Code, Code),
}

/// One side of a pair, with the schemas that its ids are of.
#[derive(Clone, Copy)]
struct Sent<'d> {
    schemas: &'d Schemas,
    value: &'d ParameterValue,
}

/// How the texts of the narrower side read on the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As the same kind of value: the schemas decide.
    Same,
    /// As any text.
    Text,
    /// As a list of one.
    ListOfOne,
    /// As a kind of value that the other side lacks: the schemas say so.
    OtherType,
    /// As something else, or not at all.
    Garbled,
}

impl ContractComparison<'_> {
    /// Compares by the text that is sent: what the narrower side writes, the other must read.
    pub(super) fn text_values(&mut self, pair: ValuePair<'_>, direction: MessageDirection) {
        let old = Sent {
            schemas: &self.old.schemas,
            value: pair.old.0,
        };
        let new = Sent {
            schemas: &self.new.schemas,
            value: pair.new.0,
        };
        let (narrow, wide) = if direction.is_written() {
            (old, new)
        } else {
            (new, old)
        };
        let shapes = ValueKind::of(types_of(narrow.schemas, narrow.value));
        let readings: Vec<Reading> = shapes
            .iter()
            .map(|shape| reading(*shape, narrow, wide))
            .collect();
        self.reserved_characters(pair, narrow, wide, &shapes);
        if readings.contains(&Reading::Garbled) {
            self.serialization_changed(pair);
            return;
        }
        let is_list = !readings.is_empty()
            && readings
                .iter()
                .all(|&reading| reading == Reading::ListOfOne);
        let is_text = readings.contains(&Reading::Text)
            && readings
                .iter()
                .all(|&reading| matches!(reading, Reading::Text | Reading::Same));
        let items = is_list.then(|| items(wide)).flatten();
        if is_text || (is_list && items.is_none_or(|items| self.fits_items(pair, items, direction)))
        {
            self.widened(pair, old, new);
            return;
        }
        let [old_at, new_at] = [pair.old, pair.new].map(|(value, at)| schema_place(value, at));
        let [old, new] = [pair.old.0, pair.new.0].map(schema_of);
        self.values(
            Described {
                schema: old,
                at: &old_at,
            },
            Described {
                schema: new,
                at: &new_at,
            },
            direction,
        );
    }

    fn serialization_changed(&mut self, pair: ValuePair<'_>) {
        let (was, is) = (describe(pair.old.0), describe(pair.new.0));
        let sentence = format!(
            "{} is serialized differently ({was} before, {is} now): the same text is read as another value.",
            pair.subject
        );
        let sides = (
            ChangeSide::present(pair.old.1, was),
            ChangeSide::present(pair.new.1, is),
        );
        self.report(ContractChange::new(
            pair.codes.0,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    fn widened(&mut self, pair: ValuePair<'_>, old: Sent<'_>, new: Sent<'_>) {
        let [was, is] = [old, new].map(|sent| type_words(types_of(sent.schemas, sent.value)));
        if was == is {
            return;
        }
        let sentence = format!(
            "The type of {} changed from {was} to {is}; everything that was accepted is still accepted.",
            pair.subject
        );
        let sides = (
            ChangeSide::present(pair.old.1, was),
            ChangeSide::present(pair.new.1, is),
        );
        self.report(ContractChange::new(
            pair.codes.1,
            ChangeLevel::Safe,
            sentence,
            sides,
        ));
    }

    /// Whether a single value fits the items of a list; nothing is reported.
    fn fits_items(
        &mut self,
        pair: ValuePair<'_>,
        items: SchemaId,
        direction: MessageDirection,
    ) -> bool {
        let (old, new) = (schema_of(pair.old.0), schema_of(pair.new.0));
        let (old, new) = match direction.is_written() {
            true => (old, Some(items)),
            false => (Some(items), new),
        };
        let (old, new) = (
            Described {
                schema: old,
                at: pair.old.1,
            },
            Described {
                schema: new,
                at: pair.new.1,
            },
        );
        let changes = self.schemas.changes_at(old, new, direction);
        !changes.iter().any(|change| change.level.is_breaking())
    }

    /// Whether characters may be sent as they are that had to be percent-encoded before, or the other way round.
    fn reserved_characters(
        &mut self,
        pair: ValuePair<'_>,
        narrow: Sent<'_>,
        wide: Sent<'_>,
        shapes: &[ValueKind],
    ) {
        let has_text = shapes.iter().any(|shape| *shape != ValueKind::Scalar);
        let (old, new) = (allows_reserved(pair.old.0), allows_reserved(pair.new.0));
        if old == new || !has_text {
            return;
        }
        let is_breaking = allows_reserved(narrow.value) && !allows_reserved(wide.value);
        let (level, sentence) = if is_breaking {
            let sentence = format!(
                "{} must now be percent-encoded: unencoded reserved characters are rejected.",
                pair.subject
            );
            (ChangeLevel::Breaking, sentence)
        } else {
            (
                ChangeLevel::Safe,
                format!(
                    "{} may now contain unencoded reserved characters.",
                    pair.subject
                ),
            )
        };
        let sides = (
            ChangeSide::present(pair.old.1, old.to_string()),
            ChangeSide::present(pair.new.1, new.to_string()),
        );
        self.report(ContractChange::new(
            Code::ReservedCharactersChanged,
            level,
            sentence,
            sides,
        ));
    }
}

fn allows_reserved(value: &ParameterValue) -> bool {
    matches!(
        value,
        ParameterValue::Styled {
            allow_reserved: true,
            ..
        }
    )
}

fn reading(shape: ValueKind, narrow: Sent<'_>, wide: Sent<'_>) -> Reading {
    let others = ValueKind::of(types_of(wide.schemas, wide.value));
    let written = TextForm::of(narrow.value, shape);
    if others.contains(&shape) && TextForm::of(wide.value, shape) == written {
        return Reading::Same;
    }
    if others.contains(&shape) && !is_one_item(&written, shape, narrow, wide) {
        return Reading::Garbled;
    }
    let text = TextForm::of(wide.value, ValueKind::Text);
    if text == written && written.parts == Parts::Single && is_any_text(narrow, wide) {
        return Reading::Text;
    }
    let list = TextForm::of(wide.value, ValueKind::Array);
    if others.contains(&ValueKind::Array)
        && list.holds_one_as(&written)
        && is_one_item(&written, shape, narrow, wide)
    {
        return Reading::ListOfOne;
    }
    match TextForm::of(wide.value, shape) == written {
        true => Reading::OtherType,
        false => Reading::Garbled,
    }
}

/// Whether the other side takes each text that the narrower one writes as a string.
fn is_any_text(narrow: Sent<'_>, wide: Sent<'_>) -> bool {
    accepts_any_text(wide.schemas, schema_of(wide.value)) || every_text_is_listed(narrow, wide)
}

/// Whether all values of one side are listed, and the other lists their texts.
fn every_text_is_listed(narrow: Sent<'_>, wide: Sent<'_>) -> bool {
    let (Some(texts), Some(known)) = (texts(narrow), texts(wide)) else {
        return false;
    };
    texts.iter().all(|text| known.contains(text))
}

/// The texts of all values, when they are listed.
fn texts(sent: Sent<'_>) -> Option<Vec<String>> {
    let keywords = SchemaView::of(sent.schemas, schema_of(sent.value)?).keywords();
    let scalar = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    };
    match &keywords.values {
        Some(values) => values.iter().map(scalar).collect(),
        None if ValueKind::of(keywords.types) == [ValueKind::Scalar]
            && !keywords.types.contains(JsonType::Integer)
            && !keywords.types.contains(JsonType::Number) =>
        {
            Some(["true", "false"].map(str::to_owned).to_vec())
        }
        None => None,
    }
}

/// Whether each text is one item of the list on the other side: it holds no delimiter, and a list of one is long enough.
fn is_one_item(written: &TextForm, shape: ValueKind, narrow: Sent<'_>, wide: Sent<'_>) -> bool {
    let list = TextForm::of(wide.value, ValueKind::Array);
    if !list.holds_one_as(written) {
        return false;
    }
    let Some(id) = schema_of(wide.value) else {
        return true;
    };
    let array = &SchemaView::of(wide.schemas, id).keywords().array;
    if array.min_items > 1 || array.max_items == Some(0) || array.contains.is_some() {
        return false;
    }
    match list.parts {
        Parts::Joined(delimiter) => {
            let splits = |text: &String| text.contains(delimiter);
            let is_path_moved = texts(narrow).is_some_and(|texts| !texts.iter().any(splits));
            let is_number = shape == ValueKind::Scalar && delimiter != '.';
            let any_parts = array.max_items.is_none()
                && !array.unique_items
                && accepts_any_text(wide.schemas, items(wide));
            is_number || is_path_moved || any_parts
        }
        _ => true,
    }
}

/// The schema of the first item of a list; `None` takes anything.
fn items(sent: Sent<'_>) -> Option<SchemaId> {
    let array = &SchemaView::of(sent.schemas, schema_of(sent.value)?)
        .keywords()
        .array;
    array.prefix_items.first().copied().or(array.items)
}

/// Where the schema of a value is, or would.
fn schema_place(value: &ParameterValue, at: &Pointer) -> Pointer {
    match value {
        ParameterValue::Styled { .. } => at.child("schema"),
        ParameterValue::Content(media) => media.at.clone(),
    }
}
