use super::media_range::MediaRange;
use super::schema_view::SchemaView;
use crate::model::Style;
use crate::model::description::{JsonType, ParameterValue, SchemaId, Schemas, TypeSet};

/// What a value is to the rules that make text of it (OpenAPI 3.1, Style Examples).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    Text,
    /// A number or a boolean, which never holds a delimiter.
    Scalar,
    Array,
    Object,
}

impl ValueKind {
    const ALL: [Self; 4] = [Self::Text, Self::Scalar, Self::Array, Self::Object];

    /// Those that values of these types have; `null` has no text of its own.
    pub fn of(types: TypeSet) -> Vec<Self> {
        let has = |shape: &Self| match shape {
            Self::Text => types.contains(JsonType::String),
            Self::Scalar => [JsonType::Boolean, JsonType::Integer, JsonType::Number]
                .iter()
                .any(|kind| types.contains(*kind)),
            Self::Array => types.contains(JsonType::Array),
            Self::Object => types.contains(JsonType::Object),
        };
        Self::ALL.into_iter().filter(has).collect()
    }
}

/// What precedes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    Nothing,
    /// `.`
    Label,
    /// `;name=`
    Matrix,
}

/// How the parts of a value are in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// It has none.
    Single,
    /// `a,b`; of objects `key,value`.
    Joined(char),
    /// `name=a&name=b`.
    Repeated,
    /// Each property as if it were a value itself: `key=value`.
    Spread,
    /// `key=value,key=value`.
    Pairs(char),
    /// `name[key]=value`.
    Deep,
    /// As a media type.
    Media(String),
}

/// The text of the values of a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextForm {
    pub lead: Lead,
    pub parts: Parts,
}

impl TextForm {
    pub fn of(value: &ParameterValue, shape: ValueKind) -> Self {
        match value {
            ParameterValue::Styled { style, explode, .. } => styled(*style, *explode, shape),
            ParameterValue::Content(media) => Self {
                lead: Lead::Nothing,
                parts: content(&MediaRange::of(&media.name), shape),
            },
        }
    }

    /// A list of one is the same text as what is in it.
    pub fn holds_one_as(&self, single: &Self) -> bool {
        single.parts == Parts::Single
            && self.lead == single.lead
            && matches!(self.parts, Parts::Joined(_) | Parts::Repeated)
    }
}

fn styled(style: Style, explode: bool, shape: ValueKind) -> TextForm {
    let lead = match style {
        Style::Label => Lead::Label,
        Style::Matrix => Lead::Matrix,
        _ => Lead::Nothing,
    };
    let delimiter = match style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        _ => ',',
    };
    let parts = match (shape, style, explode) {
        (ValueKind::Text | ValueKind::Scalar, _, _) => Parts::Single,
        (_, Style::DeepObject, _) => Parts::Deep,
        (ValueKind::Array, Style::Simple, _) => Parts::Joined(','),
        (ValueKind::Array, Style::Label, true) => Parts::Joined('.'),
        (ValueKind::Object, Style::Simple, true) => Parts::Pairs(','),
        (ValueKind::Object, Style::Label, true) => Parts::Pairs('.'),
        (ValueKind::Array, _, true) => Parts::Repeated,
        (ValueKind::Object, _, true) => Parts::Spread,
        (_, _, false) => Parts::Joined(delimiter),
    };
    TextForm { lead, parts }
}

fn content(media: &MediaRange, shape: ValueKind) -> Parts {
    match shape {
        ValueKind::Scalar if media.is_json() || media.is_plain_text() => Parts::Single,
        ValueKind::Text if media.is_plain_text() => Parts::Single,
        _ => Parts::Media(media.essence()),
    }
}

/// The schema of a parameter's value; `None` where nothing is said about it.
pub fn schema_of(value: &ParameterValue) -> Option<SchemaId> {
    match value {
        ParameterValue::Styled { schema, .. } => Some(*schema),
        ParameterValue::Content(media) => media.schema,
    }
}

/// The types that a parameter's value can have.
pub fn types_of(schemas: &Schemas, value: &ParameterValue) -> TypeSet {
    let schema = schema_of(value);
    schema.map_or(TypeSet::ALL, |id| SchemaView::of(schemas, id).types())
}

/// Whether any text is a value.
pub fn accepts_any_text(schemas: &Schemas, schema: Option<SchemaId>) -> bool {
    let Some(id) = schema else {
        return true;
    };
    let keywords = SchemaView::of(schemas, id).keywords();
    let string = &keywords.string;
    let is_free = string.min_length <= 1 && string.max_length.is_none() && string.pattern.is_none();
    let has_format = string
        .format
        .as_deref()
        .is_some_and(|format| format != "password");
    let combines = !keywords.all_of.is_empty()
        || keywords.any_of.is_some()
        || keywords.one_of.is_some()
        || keywords.not.is_some()
        || keywords.condition.is_some()
        || keywords.reference.is_some();
    keywords.types.contains(JsonType::String)
        && keywords.values.is_none()
        && is_free
        && !has_format
        && !combines
}

/// How a person describes it.
pub fn describe(value: &ParameterValue) -> String {
    match value {
        ParameterValue::Styled { style, explode, .. } => {
            let exploded = if *explode { ", exploded" } else { "" };
            format!("{}{exploded}", style.name())
        }
        ParameterValue::Content(media) => media.name.clone(),
    }
}
