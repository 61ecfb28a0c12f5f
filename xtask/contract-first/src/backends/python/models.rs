use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::annotation::{Annotation, is_assigned};
use super::docstring::docstring;
use super::imports::Module;
use super::language::Python;
use super::union::union;
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::model::{
    ClientDefinition, ClientField, ClientModel, ClientRest, ClientValue,
};
use crate::backend::{Fragment, Import};
use crate::model::{TypeKind, TypeRef};

/// Longest line of the names of properties, in characters.
const WIDTH: usize = 110;

/// What `models.py` is made of.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Models<'c> {
    pub classes: Vec<Class<'c>>,
    /// In the order in which they can stand, behind the classes.
    pub aliases: Vec<Alias>,
    /// What all of them use.
    #[serde(skip)]
    pub imports: BTreeSet<Import>,
}

/// A class of a model or of an enumeration.
#[derive(Serialize)]
pub struct Class<'c> {
    name: &'c str,
    base: Fragment,
    docstring: Vec<String>,
    /// Between them are blank lines.
    parts: Vec<Part>,
}

/// What a class is made of; defined in `_model.py`.
#[derive(Clone, Copy)]
enum Base {
    Model,
    TextEnum,
    IntegerEnum,
}

/// Declarations that stand together.
#[derive(Serialize)]
struct Part {
    lines: Vec<String>,
}

/// A name for an expression.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Alias {
    line: Fragment,
    docstring: Vec<String>,
    /// Whether it is the first one behind classes.
    follows_classes: bool,
    #[serde(skip)]
    evaluation: Evaluation,
}

/// When the expression of an alias is evaluated: what it names has to be there then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evaluation {
    AtOnce,
    OnUse,
}

/// A declaration in a class, and its docstring.
struct Member {
    line: Fragment,
    docstring: Vec<String>,
}

/// How the values of an enumeration are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumerationForm {
    /// A class of texts.
    Texts,
    /// A class of numbers.
    Integers,
    /// One value alone is a constant, and often what tells the variants of a union apart.
    Constant,
    /// Any plain value.
    Plain,
}

impl Base {
    fn code(self) -> Fragment {
        let name = match self {
            Self::Model => "Model",
            Self::TextEnum => "TextEnum",
            Self::IntegerEnum => "IntegerEnum",
        };
        Module::Model.member(name)
    }
}

impl Evaluation {
    /// Of an alias for a shape: classes are there already, other aliases may come later.
    fn of(types: &Types, shape: &TypeRef) -> Self {
        match &shape.kind {
            TypeKind::Array(inner) | TypeKind::Map(inner) => Self::of(types, inner),
            TypeKind::Named(id) if is_assigned(types, *id) => Self::OnUse,
            _ => Self::AtOnce,
        }
    }

    fn line(self, name: &str, expression: Fragment) -> Fragment {
        match self {
            Self::AtOnce => expression
                .map(|code| format!("{name}: TypeAlias = {code}"))
                .with("typing", "TypeAlias"),
            Self::OnUse => expression
                .map(|code| format!("{name} = TypeAliasType(\"{name}\", {code})"))
                .with("typing_extensions", "TypeAliasType"),
        }
    }
}

impl EnumerationForm {
    pub fn of(values: &[ClientValue]) -> Self {
        let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(value.value));
        match values {
            [only] if !only.value.is_f64() => Self::Constant,
            _ if all(Value::is_string) => Self::Texts,
            _ if all(|value| value.is_i64() || value.is_u64()) => Self::Integers,
            _ => Self::Plain,
        }
    }
}

/// The classes and aliases of the contract's types.
pub fn models<'c>(types: &Types, all: &'c [ClientModel]) -> Models<'c> {
    let mut models = Models::default();
    for model in all {
        match &model.definition {
            ClientDefinition::Object { fields, rest } => {
                models.class(
                    model,
                    Base::Model,
                    members((types, model.id), fields, rest.as_ref()),
                );
            }
            ClientDefinition::Enumeration(values) => models.enumeration(model, values),
            ClientDefinition::Union { variants, tag } => {
                let line = union(types, &model.name, variants, *tag);
                models.alias(model, line, Evaluation::OnUse);
            }
            ClientDefinition::Alias { described, kind } => {
                let evaluation = Evaluation::of(types, described);
                models.alias(
                    model,
                    evaluation.line(&model.name, kind.clone()),
                    evaluation,
                );
            }
        }
    }
    models.aliases.sort_by_key(|alias| alias.evaluation);
    let follows_classes = !models.classes.is_empty();
    if let Some(first) = models.aliases.first_mut() {
        first.follows_classes = follows_classes;
    }
    models
}

impl<'c> Models<'c> {
    fn enumeration(&mut self, model: &'c ClientModel, values: &[ClientValue]) {
        let literals = values.iter().map(|value| Python.literal(value.value));
        let expression = match EnumerationForm::of(values) {
            EnumerationForm::Texts => return self.class(model, Base::TextEnum, constants(values)),
            EnumerationForm::Integers => {
                return self.class(model, Base::IntegerEnum, constants(values));
            }
            EnumerationForm::Constant => {
                let literals = literals.collect::<Vec<_>>().join(", ");
                Fragment::plain(format!("Literal[{literals}]")).with("typing", "Literal")
            }
            EnumerationForm::Plain => {
                Fragment::plain("Union[str, int, float, bool]").with("typing", "Union")
            }
        };
        let evaluation = Evaluation::AtOnce;
        self.alias(model, evaluation.line(&model.name, expression), evaluation);
    }

    fn class(&mut self, model: &'c ClientModel, base: Base, members: Vec<Member>) {
        let mut parts: Vec<Part> = Vec::new();
        let mut apart = true;
        for Member { line, docstring } in members {
            self.imports.extend(line.imports);
            // What has no docstring needs no blank line around.
            let alone = apart || !docstring.is_empty();
            apart = !docstring.is_empty();
            let lines = std::iter::once(line.text).chain(docstring);
            match parts.last_mut() {
                Some(before) if !alone => before.lines.extend(lines),
                _ => parts.push(Part {
                    lines: lines.collect(),
                }),
            }
        }
        let base = base.code();
        self.imports.extend(base.imports.iter().cloned());
        self.classes.push(Class {
            name: &model.name,
            base,
            docstring: docstring(&model.docs),
            parts,
        });
    }

    fn alias(&mut self, model: &ClientModel, line: Fragment, evaluation: Evaluation) {
        self.imports.extend(line.imports.iter().cloned());
        self.aliases.push(Alias {
            line,
            docstring: docstring(&model.docs),
            follows_classes: false,
            evaluation,
        });
    }
}

/// The declarations of an enumeration.
fn constants(values: &[ClientValue]) -> Vec<Member> {
    let constants = values.iter().map(|value| Member {
        line: Fragment::plain(format!("{} = {}", value.name, Python.literal(value.value))),
        docstring: Vec::new(),
    });
    constants.collect()
}

/// The declarations of an object; `holder` is its type.
fn members(
    holder: (&Types, usize),
    fields: &[ClientField],
    rest: Option<&ClientRest>,
) -> Vec<Member> {
    let rest = rest.map(further_properties);
    let nullable = nullable(fields);
    let fields = fields.iter().map(|field| Member {
        line: property(holder, field),
        docstring: match field.described.documentation.markdown().is_empty() {
            true => Vec::new(),
            false => docstring(&field.docs),
        },
    });
    rest.into_iter().chain(nullable).chain(fields).collect()
}

fn further_properties(rest: &ClientRest) -> Member {
    let field = Module::Pydantic.member("Field(init=False)");
    let line = Fragment::join([rest.kind.clone(), field], "] = ").map(|code| {
        format!("__pydantic_extra__: dict[str, {code}  # pyright: ignore[reportIncompatibleVariableOverride]")
    });
    let said = "Further properties: `model_extra`; `model_validate` makes objects with some.";
    Member {
        line,
        docstring: docstring(&[said.to_owned()]),
    }
}

/// The properties that are sent as null where they are `None`.
fn nullable(fields: &[ClientField]) -> Option<Member> {
    let nullable = fields.iter().filter(|field| field.nullable);
    let names: Vec<_> = nullable
        .map(|field| format!("\"{}\"", field.name))
        .collect();
    if names.is_empty() {
        return None;
    }
    let head = "_nullable: ClassVar[frozenset[str]] = frozenset(";
    let short = names.join(", ");
    let line = match head.len() + short.len() < WIDTH {
        true => format!("{head}{{{short}}})"),
        false => {
            let names = names.join(",\n            ");
            format!("{head}\n        {{\n            {names},\n        }}\n    )")
        }
    };
    Some(Member {
        line: Fragment::plain(line).with("typing", "ClassVar"),
        docstring: Vec::new(),
    })
}

fn property((types, holder): (&Types, usize), field: &ClientField) -> Fragment {
    let name = &field.name;
    let annotation = Annotation::of(types, &field.described.shape, Some(holder));
    let (annotation, default) = match field.described.required {
        true => (annotation, ""),
        false => (annotation.optional(), " = None"),
    };
    let kind = match field.is_renamed() {
        false => annotation.code(),
        true => {
            let wire = Python.text(&field.described.wire);
            let wire = Module::Model.member(&format!("wire({wire})"));
            Fragment::join([annotation.code(), wire], ", ")
                .map(|parts| format!("Annotated[{parts}]"))
                .with("typing", "Annotated")
        }
    };
    kind.map(|kind| format!("{name}: {kind}{default}"))
}
