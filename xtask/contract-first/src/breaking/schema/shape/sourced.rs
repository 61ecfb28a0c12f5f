use crate::model::description::SchemaId;

/// A rule, and the schema that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    pub value: T,
    pub schema: SchemaId,
}

impl<T> Sourced<T> {
    pub fn new(value: T, schema: SchemaId) -> Self {
        Self { value, schema }
    }
}

/// The one of two rules that lets less through.
pub fn stricter<T: Clone>(
    one: Option<&Sourced<T>>,
    other: Option<&Sourced<T>>,
    is_stricter: impl Fn(&T, &T) -> bool,
) -> Option<Sourced<T>> {
    match (one, other) {
        (Some(one), Some(other)) if is_stricter(&other.value, &one.value) => Some(other.clone()),
        (Some(one), _) => Some(one.clone()),
        (None, other) => other.cloned(),
    }
}
