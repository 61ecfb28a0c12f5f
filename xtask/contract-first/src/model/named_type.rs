use serde_json::Value;

use super::constraint::ObjectRule;
use super::documentation::Documentation;
use super::type_ref::TypeRef;
use crate::document::Pointer;

/// A type with a name.
pub struct NamedType {
    /// Where it stands.
    pub at: Pointer,
    /// What its names are made of: that of the document, or where it stands.
    pub source: String,
    pub origin: TypeOrigin,
    pub documentation: Documentation,
    /// What it is; a placeholder while it is being read.
    pub definition: TypeDef,
    /// Whether null is a value too: wherever the type stands, it is optional.
    pub nullable: bool,
    /// Its place among `components.schemas`; the others come behind, in the order in which they were met.
    pub declaration_index: usize,
}

/// Where a named type comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeOrigin {
    /// A schema of `components.schemas`, by its name.
    Component(String),
    /// A schema elsewhere that a `$ref` leads to.
    Reference,
    /// A schema inside of another part.
    Inline,
}

/// What a named type is.
pub enum TypeDef {
    Struct {
        fields: Vec<Property>,
        rest: AdditionalProperties,
        rules: Vec<ObjectRule>,
    },
    /// One of these values.
    Enumeration(Vec<Value>),
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// A property.
pub struct Property {
    /// Its name in the document.
    pub wire: String,
    pub documentation: Documentation,
    /// A value as the document gives it.
    pub example: Option<Value>,
    pub shape: TypeRef,
    pub required: bool,
    /// Its schema, when that says what a request without it means.
    pub defaulted: Option<Value>,
}

/// What becomes of properties without a description.
pub enum AdditionalProperties {
    Ignored,
    Denied,
    Captured(TypeRef),
}

/// A value of one of several schemas.
pub struct Union {
    pub variants: Vec<Variant>,
    /// Whether a value may fit one variant only.
    pub exactly_one: bool,
    /// The property whose value names the variant.
    pub tag: Option<String>,
}

pub struct Variant {
    /// What its names are made of.
    pub name: String,
    pub shape: TypeRef,
    /// The values of the tag that mean this variant.
    pub tags: Vec<String>,
}

impl TypeDef {
    /// The shapes that it is made of.
    pub fn shapes(&self) -> Vec<&TypeRef> {
        match self {
            Self::Struct { fields, rest, .. } => {
                let mut shapes: Vec<_> = fields.iter().map(|field| &field.shape).collect();
                if let AdditionalProperties::Captured(shape) = rest {
                    shapes.push(shape);
                }
                shapes
            }
            Self::Enumeration(_) => Vec::new(),
            Self::Union(union) => union.variants.iter().map(|one| &one.shape).collect(),
            Self::Alias(shape) => vec![shape],
        }
    }
}
