use serde_json::Value;

/// What leaving a value out means: the `default` of its schema.
#[derive(Clone, Debug, PartialEq)]
pub struct DefaultValue {
    /// As the document gives it.
    pub value: Value,
    /// Whether the schema is known to accept it: nothing is known of one with references or alternatives.
    pub is_valid: bool,
}
