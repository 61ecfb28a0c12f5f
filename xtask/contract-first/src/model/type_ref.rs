use std::sync::Arc;

use super::constraint::Constraint;
use super::format::StringFormat;
use crate::document::CodeTypes;

/// What values of a schema are, and what is asked of them beyond that.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeRef {
    /// What values are.
    pub kind: TypeKind,
    /// Whether null is a value too.
    pub nullable: bool,
    /// Whether null is none although the type that is named has it: no text of a parameter means null.
    pub never_null: bool,
    /// Asked of every value but null.
    pub constraints: Vec<Constraint>,
    /// Format of a text that stays a text.
    pub format: Option<StringFormat>,
    /// The media type of a text that is bytes wherever bytes can be sent as they are.
    pub binary: Option<Arc<str>>,
    /// Types of code in place of the usual ones; plain values of bodies alone have them.
    pub code_types: Option<Arc<CodeTypes>>,
}

/// The types that need no name of their own, and one that has one.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// Any JSON at all.
    Any,
    /// Null alone.
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer(IntegerWidth),
    /// `number`, a 64-bit float
    Number,
    /// `string`
    String,
    /// A text that is a URI (RFC 3986).
    Uri,
    /// In the one form that the format has.
    Uuid,
    /// An array; of items of this type.
    Array(Box<TypeRef>),
    /// An object whose properties have any names; of values of this type.
    Map(Box<TypeRef>),
    /// A type of the registry, by its index.
    Named(usize),
}

/// The integers of the OpenAPI Format Registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerWidth {
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`
    I64,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`
    U64,
}

impl IntegerWidth {
    /// Every width.
    pub const ALL: [Self; 8] = [
        Self::I8,
        Self::I16,
        Self::I32,
        Self::I64,
        Self::U8,
        Self::U16,
        Self::U32,
        Self::U64,
    ];

    /// The integers of a format.
    pub fn of_format(format: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|width| width.format() == format)
    }

    fn format(self) -> &'static str {
        match self {
            Self::I8 => "int8",
            Self::I16 => "int16",
            Self::I32 => "int32",
            Self::I64 => "int64",
            Self::U8 => "uint8",
            Self::U16 => "uint16",
            Self::U32 => "uint32",
            Self::U64 => "uint64",
        }
    }

    /// Whether there are negative values.
    pub fn is_signed(self) -> bool {
        self.least() < 0
    }

    /// The smallest value.
    pub fn least(self) -> i128 {
        match self {
            Self::I8 => i8::MIN.into(),
            Self::I16 => i16::MIN.into(),
            Self::I32 => i32::MIN.into(),
            Self::I64 => i64::MIN.into(),
            Self::U8 | Self::U16 | Self::U32 | Self::U64 => 0,
        }
    }

    /// The largest value.
    pub fn most(self) -> i128 {
        match self {
            Self::I8 => i8::MAX.into(),
            Self::I16 => i16::MAX.into(),
            Self::I32 => i32::MAX.into(),
            Self::I64 => i64::MAX.into(),
            Self::U8 => u8::MAX.into(),
            Self::U16 => u16::MAX.into(),
            Self::U32 => u32::MAX.into(),
            Self::U64 => u64::MAX.into(),
        }
    }
}

impl TypeRef {
    /// Values of a kind, without constraints.
    pub fn of(kind: TypeKind) -> Self {
        Self::with(kind, Vec::new())
    }

    /// Values of a kind with constraints.
    pub fn with(kind: TypeKind, constraints: Vec<Constraint>) -> Self {
        Self {
            kind,
            nullable: false,
            never_null: false,
            constraints,
            format: None,
            binary: None,
            code_types: None,
        }
    }

    /// The same, and null, where it is a value.
    pub fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_have_the_bounds_of_their_format() {
        for (format, least, most) in [
            ("int8", -128, 127),
            ("int64", i64::MIN.into(), i64::MAX.into()),
            ("uint32", 0, u32::MAX.into()),
            ("uint64", 0, u64::MAX.into()),
        ] {
            let width = IntegerWidth::of_format(format).unwrap();
            assert_eq!((width.least(), width.most()), (least, most), "{format}");
            assert_eq!(width.is_signed(), format.starts_with("int"), "{format}");
        }
        assert_eq!(IntegerWidth::of_format("int128"), None);
    }

    #[test]
    fn null_once_allowed_stays_allowed() {
        let text = TypeRef::of(TypeKind::String);
        assert!(!text.clone().or_null(false).nullable);
        assert!(text.or_null(true).or_null(false).nullable);
    }
}
