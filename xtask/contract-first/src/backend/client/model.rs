//! The named types in the names of one language.

use serde_json::Value;

use super::language::Position;
use super::renderer::{Renderer, shown_name};
use crate::backend::Fragment;
use crate::backend::names::NameAllocator;
use crate::model::{
    AdditionalProperties, Direction, NamedType, Property, TypeDef, TypeKind, TypeRef, TypeRegistry,
    Union, Variant, reached,
};

/// A named type.
pub struct ClientModel<'c> {
    /// Its place in the registry.
    pub id: usize,
    pub name: String,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
    /// Whether requests have it.
    pub request: bool,
    /// Whether responses have it.
    pub response: bool,
    pub definition: ClientDefinition<'c>,
}

/// What a named type is.
pub enum ClientDefinition<'c> {
    Object {
        fields: Vec<ClientField<'c>>,
        /// What further properties are kept in.
        rest: Option<ClientRest<'c>>,
    },
    Enumeration(Vec<ClientValue<'c>>),
    Union {
        variants: Vec<ClientVariant<'c>>,
        /// The property whose value names the variant.
        tag: Option<&'c str>,
    },
    Alias {
        described: &'c TypeRef,
        kind: Fragment,
    },
}

/// A property.
pub struct ClientField<'c> {
    pub described: &'c Property,
    pub name: String,
    pub kind: Fragment,
    /// Whether null is a value of it: it is one of any values, too.
    pub nullable: bool,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
}

impl ClientField<'_> {
    /// Whether it has another name on the wire.
    pub fn is_renamed(&self) -> bool {
        self.name.trim_start_matches("r#") != self.described.wire
    }
}

/// Further properties.
pub struct ClientRest<'c> {
    pub described: &'c TypeRef,
    pub name: String,
    /// The type of each.
    pub kind: Fragment,
}

/// A value of an enumeration.
pub struct ClientValue<'c> {
    pub name: String,
    pub value: &'c Value,
}

impl ClientValue<'_> {
    /// The value as people read it.
    pub fn shown(&self) -> String {
        shown(self.value)
    }
}

/// A variant of a union.
pub struct ClientVariant<'c> {
    pub described: &'c Variant,
    pub name: String,
    pub kind: Fragment,
}

impl<'c> Renderer<'c> {
    /// The named types: those of `components.schemas` in the document's order, then the others.
    pub fn models(&self) -> Vec<ClientModel<'c>> {
        let registry = self.types.registry;
        let requests = reached(registry, Direction::Request);
        let responses = reached(registry, Direction::Response);
        let mut order: Vec<_> = (0..registry.types.len())
            .filter(|id| !self.hidden.contains(id))
            .collect();
        order.sort_by_key(|id| (registry.types[*id].declaration_index, *id));
        let models = order.into_iter().map(|id| {
            let entry = &registry.types[id];
            let name = self.types.names[id].clone();
            ClientModel {
                id,
                docs: self.docs(&entry.documentation.markdown(), &name, 0),
                name,
                request: requests.contains(&id),
                response: responses.contains(&id),
                definition: self.definition(id, entry),
            }
        });
        models.collect()
    }

    fn definition(&self, id: usize, entry: &'c NamedType) -> ClientDefinition<'c> {
        match &entry.definition {
            TypeDef::Struct { fields, rest, .. } => self.object(id, fields, rest),
            TypeDef::Enumeration(values) => ClientDefinition::Enumeration(self.values(values)),
            TypeDef::Union(union) => self.union(id, union),
            TypeDef::Alias(shape) => ClientDefinition::Alias {
                described: shape,
                kind: self.language.of(self.types, shape, Some(id)),
            },
        }
    }

    fn object(
        &self,
        id: usize,
        properties: &'c [Property],
        rest: &'c AdditionalProperties,
    ) -> ClientDefinition<'c> {
        let mut names = NameAllocator::default();
        let texts: Vec<_> = properties
            .iter()
            .map(|property| property.code_name.as_str())
            .collect();
        let convention = self.language.convention(Position::Property);
        let allocated = names.allocate_all(convention, &texts);
        let fields = properties.iter().zip(allocated).map(|(property, name)| {
            let text = property.documentation.markdown();
            ClientField {
                described: property,
                name,
                kind: self.language.of(self.types, &property.shape, Some(id)),
                nullable: has_null(self.types.registry, &property.shape),
                docs: self.docs(&text, shown_name(&property.wire), 4),
            }
        });
        let fields = fields.collect();
        let rest = match rest {
            AdditionalProperties::Captured(shape) => Some(ClientRest {
                described: shape,
                name: names.allocate(convention, "additionalProperties"),
                kind: self.language.of(self.types, shape, Some(id)),
            }),
            AdditionalProperties::Ignored | AdditionalProperties::Denied => None,
        };
        ClientDefinition::Object { fields, rest }
    }

    fn values(&self, values: &'c [Value]) -> Vec<ClientValue<'c>> {
        let mut names = NameAllocator::default();
        let convention = self.language.convention(Position::Value);
        let named = values.iter().map(|value| {
            let shown = shown(value);
            let name = match shown.strip_prefix('-') {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
                    names.allocate(convention, &format!("minus {rest}"))
                }
                _ => names.allocate(convention, &shown),
            };
            ClientValue { name, value }
        });
        named.collect()
    }

    fn union(&self, id: usize, union: &'c Union) -> ClientDefinition<'c> {
        let mut names = NameAllocator::default();
        let convention = self.language.convention(Position::Value);
        let variants = union.variants.iter().map(|variant| ClientVariant {
            described: variant,
            name: names.allocate(convention, &variant.name),
            kind: self.language.of(self.types, &variant.shape, Some(id)),
        });
        ClientDefinition::Union {
            variants: variants.collect(),
            tag: union.tag.as_deref(),
        }
    }
}

/// Whether null is a value of a shape, by whatever names the type goes.
fn has_null(registry: &TypeRegistry, shape: &TypeRef) -> bool {
    registry.accepts_null(shape) || registry.resolve_alias(shape).kind == TypeKind::Any
}

fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
