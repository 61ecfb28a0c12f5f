use super::imports::Module;
use crate::backend::Fragment;
use crate::backend::client::language::Types;
use crate::backend::client::operation::ClientContent;
use crate::model::{BodyEncoding, CodeType, StringFormat, TypeDef, TypeKind, TypeRef};

/// The type of a value, and whether `None` is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Annotation {
    /// Any value, `None` as well.
    Any,
    /// `None` alone.
    Nothing,
    Type {
        plain: Fragment,
        nullable: bool,
    },
}

impl Annotation {
    /// Of a shape; `holder` is the type that it stands in.
    pub fn of(types: &Types, shape: &TypeRef, holder: Option<usize>) -> Self {
        if let Some(chosen) = chosen_type(shape) {
            let nullable = types.registry.is_nullable(shape);
            let plain = imported(chosen);
            return Self::Type { plain, nullable };
        }
        let plain = match &shape.kind {
            TypeKind::Any => return Self::Any,
            TypeKind::Null => return Self::Nothing,
            TypeKind::Boolean => Fragment::plain("bool"),
            TypeKind::Integer(_) => Fragment::plain("int"),
            TypeKind::Number => Fragment::plain("float"),
            TypeKind::Uuid => Fragment::imported("uuid", "UUID"),
            TypeKind::Array(items) => {
                let items = Self::of(types, items, holder).within(types, holder);
                items.map(|items| format!("list[{items}]"))
            }
            TypeKind::Map(values) => {
                let values = Self::of(types, values, holder).within(types, holder);
                values.map(|values| format!("dict[str, {values}]"))
            }
            TypeKind::Named(id) => named(types, *id, holder),
            TypeKind::String | TypeKind::Uri => match shape.format {
                Some(StringFormat::Date) => Module::Datetime.member("date"),
                Some(StringFormat::DateTime) => Fragment::imported("pydantic", "AwareDatetime"),
                _ => Fragment::plain("str"),
            },
        };
        let nullable = types.registry.is_nullable(shape);
        Self::Type { plain, nullable }
    }

    /// Of the body of a request.
    pub fn of_content(types: &Types, content: &ClientContent) -> Self {
        let plain = match content.described.media {
            BodyEncoding::Json | BodyEncoding::Form => {
                return Self::of(types, &content.described.shape, None);
            }
            BodyEncoding::Text => Fragment::plain("str"),
            BodyEncoding::Bytes => Fragment::plain("bytes"),
        };
        let nullable = false;
        Self::Type { plain, nullable }
    }

    /// Of what may be left out.
    pub fn optional(self) -> Self {
        match self {
            Self::Any | Self::Nothing => self,
            Self::Type { plain, .. } => Self::Type {
                plain,
                nullable: true,
            },
        }
    }

    /// As an annotation, which is not evaluated.
    pub fn code(self) -> Fragment {
        match self {
            Self::Any => Fragment::imported("typing", "Any"),
            Self::Nothing => Fragment::plain("None"),
            Self::Type { plain, nullable } => match nullable {
                true => plain.map(|plain| format!("{plain} | None")),
                false => plain,
            },
        }
    }

    /// As it stands in a type: the expression of an alias is evaluated, and what it quotes has no operators.
    pub fn within(self, types: &Types, holder: Option<usize>) -> Fragment {
        match self {
            Self::Type {
                plain,
                nullable: true,
            } if holder.is_some_and(|id| is_assigned(types, id)) => {
                let union = plain.map(|plain| format!("Union[{plain}, None]"));
                union.with("typing", "Union")
            }
            annotation => annotation.code(),
        }
    }

    /// The type of a value that is of one of several.
    pub fn union(all: impl IntoIterator<Item = Self>) -> Fragment {
        let mut kinds: Vec<Fragment> = Vec::new();
        let mut nullable = false;
        for annotation in all {
            match annotation {
                Self::Any => return Self::Any.code(),
                Self::Nothing => nullable = true,
                Self::Type {
                    plain,
                    nullable: or_none,
                } => {
                    nullable |= or_none;
                    if !kinds.contains(&plain) {
                        kinds.push(plain);
                    }
                }
            }
        }
        if nullable || kinds.is_empty() {
            kinds.push(Fragment::plain("None"));
        }
        Fragment::join(kinds, " | ")
    }
}

/// The type that was chosen for the values of a shape.
pub fn chosen_type(shape: &TypeRef) -> Option<&CodeType> {
    shape.code_types.as_ref()?.python.as_ref()
}

/// A type of another package, under a name that no property and no model has.
fn imported(chosen: &CodeType) -> Fragment {
    let (name, module) = match chosen.path.split_last() {
        Some((name, module)) => (name.as_str(), module),
        None => ("", chosen.path.as_slice()),
    };
    let alias = format!("_{}", chosen.path.join("_"));
    let import = format!("{name} as {alias}");
    Fragment::plain(alias).with(module.join("."), import)
}

/// A named type: other modules reach it through `models`; what is evaluated where it stands quotes what may come later.
fn named(types: &Types, id: usize, holder: Option<usize>) -> Fragment {
    let name = &types.names[id];
    match holder {
        None => Module::Models.member(name),
        Some(holder) if is_assigned(types, holder) && is_assigned(types, id) => {
            Fragment::plain(format!("\"{name}\""))
        }
        Some(_) => Fragment::plain(name),
    }
}

/// Whether a type is a name for an expression, and no class.
pub fn is_assigned(types: &Types, id: usize) -> bool {
    let definition = &types.registry.types[id].definition;
    matches!(definition, TypeDef::Alias(_) | TypeDef::Union(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(code: &str, nullable: bool) -> Annotation {
        let plain = Fragment::plain(code);
        Annotation::Type { plain, nullable }
    }

    #[test]
    fn what_a_call_returns_is_one_of_its_successes() {
        for (all, expected) in [
            (vec![], "None"),
            (vec![Annotation::Nothing], "None"),
            (vec![plain("str", false)], "str"),
            (vec![plain("str", true), plain("str", false)], "str | None"),
            (
                vec![
                    Annotation::Nothing,
                    plain("str", false),
                    plain("bytes", false),
                ],
                "str | bytes | None",
            ),
            (vec![plain("str", true), Annotation::Any], "Any"),
        ] {
            assert_eq!(Annotation::union(all.clone()).text, expected, "{all:?}");
        }
        let any = Annotation::union([plain("str", true), Annotation::Any]);
        assert_eq!(any, Fragment::imported("typing", "Any"));
    }

    #[test]
    fn none_is_said_once() {
        for (annotation, expected) in [
            (plain("str", false), "str | None"),
            (plain("str", true), "str | None"),
            (Annotation::Any, "Any"),
            (Annotation::Nothing, "None"),
        ] {
            assert_eq!(annotation.optional().code().text, expected);
        }
    }
}
