use serde_json::Value;

/// A schema before and after a change.
#[derive(Clone, Debug)]
pub struct SchemaPair {
    pub old: Value,
    pub new: Value,
    pub effect: Effect,
}

/// What a change does to the values of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It is written otherwise.
    Same,
    /// More values are valid.
    Wider,
    /// Fewer values are valid.
    Narrower,
    /// Values went and others came.
    Apart,
    /// A property came that may be left out.
    PropertyAdded,
    /// A property went, or got another name.
    PropertyRemoved,
}

/// Who writes the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    Caller,
    Service,
}

impl Effect {
    pub fn breaks(self, writer: Writer) -> bool {
        match self {
            Self::Same | Self::PropertyAdded => false,
            Self::Apart | Self::PropertyRemoved => true,
            Self::Wider => writer == Writer::Service,
            Self::Narrower => writer == Writer::Caller,
        }
    }
}

impl SchemaPair {
    /// `narrow` accepts some of the values of `wide`.
    pub fn of(wide: Value, narrow: Value, widens: bool) -> Self {
        match widens {
            true => Self {
                old: narrow,
                new: wide,
                effect: Effect::Wider,
            },
            false => Self {
                old: wide,
                new: narrow,
                effect: Effect::Narrower,
            },
        }
    }

    /// The same change further inside.
    pub fn map(self, wrap: impl Fn(Value) -> Value) -> Self {
        Self {
            old: wrap(self.old),
            new: wrap(self.new),
            effect: self.effect,
        }
    }
}
