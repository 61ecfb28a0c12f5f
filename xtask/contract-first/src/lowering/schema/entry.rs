use serde_json::Value;

use super::shape::{ObjectRule, Shape};
use crate::document::Pointer;
use crate::lowering::notes::Notes;

/// A type with a name.
pub struct Entry {
    /// Where it stands.
    pub at: Pointer,
    /// What its names are made of: that of the document, or where it stands.
    pub source: String,
    /// Its name in the stub.
    pub name: String,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
    /// What the document says of it, markdown.
    pub text: String,
    /// What it is; a placeholder while it is being read.
    pub definition: Definition,
    /// Whether null is a value too: wherever the type stands, it is optional.
    pub nullable: bool,
    /// Its place among `components.schemas`; the others come behind, in the order in which they were met.
    pub place: usize,
    /// What came to light in it.
    pub notes: Notes,
}

/// What a named type is.
pub enum Definition {
    Struct {
        fields: Vec<Field>,
        rest: Rest,
        rules: Vec<ObjectRule>,
    },
    /// One of these values.
    Enumeration(Vec<Value>),
    Union(Union),
    /// Another name for a type.
    Alias(Shape),
}

/// A property.
pub struct Field {
    /// Its name in the document.
    pub wire: String,
    pub docs: Vec<String>,
    /// What the document says of it, markdown.
    pub text: String,
    /// A value as the document gives it.
    pub example: Option<Value>,
    pub shape: Shape,
    pub required: bool,
    /// Its schema, when that says what a request without it means.
    pub defaulted: Option<Value>,
}

/// What becomes of properties without a description.
pub enum Rest {
    Ignored,
    Refused,
    Kept(Shape),
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
    pub shape: Shape,
    /// The values of the tag that mean this variant.
    pub tags: Vec<String>,
}

impl Definition {
    /// The shapes that it is made of.
    pub fn shapes(&self) -> Vec<&Shape> {
        match self {
            Self::Struct { fields, rest, .. } => {
                let mut shapes: Vec<_> = fields.iter().map(|field| &field.shape).collect();
                if let Rest::Kept(shape) = rest {
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
