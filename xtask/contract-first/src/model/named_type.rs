use serde_json::Value;

use super::constraint::ObjectRule;
use super::default_value::DefaultValue;
use super::documentation::Documentation;
use super::type_ref::TypeRef;
use crate::document::Pointer;

/// A type with a name.
pub struct NamedType {
    /// Where it stands.
    pub at: Pointer,
    /// What its names are made of: that of the document, or where it stands.
    pub source: String,
    /// Where it comes from.
    pub origin: TypeOrigin,
    /// What the document says of it.
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
    /// An object.
    Struct {
        /// The properties that have names.
        fields: Vec<Property>,
        /// What becomes of the others.
        rest: AdditionalProperties,
        /// Rules for several properties at once.
        rules: Vec<ObjectRule>,
    },
    /// One of these values.
    Enumeration(Vec<Value>),
    /// A value of one of several schemas.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// A property.
pub struct Property {
    /// Its name in the document.
    pub wire: String,
    /// What its name in code is made of.
    pub code_name: String,
    /// What the document says of it.
    pub documentation: Documentation,
    /// A value as the document gives it.
    pub example: Option<Value>,
    /// What values of it are.
    pub shape: TypeRef,
    /// Whether it must be there.
    pub required: bool,
    /// What a request without it means, where its schema says so.
    pub default: Option<DefaultValue>,
}

/// What becomes of properties without a description.
pub enum AdditionalProperties {
    /// They may be there and are not kept.
    Ignored,
    /// There must be none.
    Denied,
    /// They are kept, and each is of this type.
    Captured(TypeRef),
}

/// A value of one of several schemas.
pub struct Union {
    /// In the order of the document.
    pub variants: Vec<Variant>,
    /// Whether a value may fit one variant only.
    pub exactly_one: bool,
    /// The property whose value names the variant.
    pub tag: Option<String>,
}

/// One of the schemas.
pub struct Variant {
    /// What its names are made of.
    pub name: String,
    /// What values of it are.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::TypeKind;

    #[test]
    fn a_type_is_made_of_the_shapes_in_it() {
        let named = |id| TypeRef::of(TypeKind::Named(id));
        let field = |wire: &str, id| Property {
            wire: wire.to_owned(),
            code_name: wire.to_owned(),
            documentation: Documentation {
                description: String::new(),
                example: None,
            },
            example: None,
            shape: named(id),
            required: false,
            default: None,
        };
        let object = |rest| TypeDef::Struct {
            fields: vec![field("a", 1), field("b", 2)],
            rest,
            rules: Vec::new(),
        };
        let variant = |id| Variant {
            name: format!("V{id}"),
            shape: named(id),
            tags: Vec::new(),
        };
        let union = TypeDef::Union(Union {
            variants: vec![variant(6), variant(5)],
            exactly_one: true,
            tag: None,
        });
        for (definition, ids) in [
            (object(AdditionalProperties::Ignored), vec![1, 2]),
            (object(AdditionalProperties::Denied), vec![1, 2]),
            (
                object(AdditionalProperties::Captured(named(3))),
                vec![1, 2, 3],
            ),
            (TypeDef::Enumeration(vec![json!("a")]), vec![]),
            (union, vec![6, 5]),
            (TypeDef::Alias(named(7)), vec![7]),
        ] {
            let expected: Vec<TypeRef> = ids.into_iter().map(named).collect();
            let found: Vec<TypeRef> = definition.shapes().into_iter().cloned().collect();
            assert_eq!(found, expected);
        }
    }
}
