use std::fmt::Display;

use serde_json::Number;

use super::types::RustTypes;
use crate::backend::names::literal;
use crate::model::{
    AdditionalProperties, Constraint, Count, ObjectRule, Presence, Property, StringFormat, TypeDef,
    TypeKind, TypeRef,
};
use crate::text::literal::stripped;

/// What a check needs in scope: helpers of the generated crate's `validation`, and modules.
const MODULES: [&str; 3] = ["formats", "patterns", "validation"];

/// A count that is checked by emptiness.
const AT_LEAST_ONE: Count = Count {
    least: 1,
    most: None,
};

/// How a model is checked inside of something.
const VALIDATE: &str = "value.validate().map_err(validation::first)";

impl RustTypes<'_> {
    /// A closure that checks a reference to a value of a shape; `None` when its type says it all.
    pub fn check(&self, shape: &TypeRef) -> Option<String> {
        self.check_of(shape, self.is_nullable(shape))
    }

    /// The same for a value that may be missing, or be null.
    pub fn check_of(&self, shape: &TypeRef, optional: bool) -> Option<String> {
        self.closure(shape, optional, false)
    }

    /// The check of a body, which asks every model to validate itself, whether there is something to check or not.
    pub fn check_body(&self, shape: &TypeRef) -> Option<String> {
        self.closure(shape, self.is_nullable(shape), true)
    }

    fn closure(&self, shape: &TypeRef, optional: bool, always: bool) -> Option<String> {
        let mut steps = self.steps(shape, always);
        let last = steps.pop()?;
        let inner = if steps.is_empty() {
            format!("|value| {last}")
        } else {
            format!("|value| {{ {}?; {last} }}", steps.join("?; "))
        };
        Some(if optional {
            format!("|value| validation::present(value, {inner})")
        } else {
            inner
        })
    }

    /// What is asked of `value`, one expression after the other.
    fn steps(&self, shape: &TypeRef, always: bool) -> Vec<String> {
        let inside = |inner: &TypeRef, optional| self.closure(inner, optional, always);
        let mut steps: Vec<_> = shape
            .constraints
            .iter()
            .map(|rule| self.step(rule, shape))
            .collect();
        match &shape.kind {
            TypeKind::Array(items) => {
                steps.extend(
                    inside(items, self.is_nullable(items))
                        .map(|check| format!("validation::items(value, {check})")),
                );
            }
            TypeKind::Map(values) => {
                steps.extend(
                    inside(values, self.is_nullable(values))
                        .map(|check| format!("validation::entries(value, {check})")),
                );
            }
            TypeKind::Named(id) => match &self.types[*id].definition {
                // The alias itself is optional.
                TypeDef::Alias(inner) if self.is_nullable(inner) => steps.extend(
                    inside(inner, false)
                        .map(|check| format!("validation::present(value, {check})")),
                ),
                TypeDef::Alias(inner) => steps.extend(self.steps(inner, always)),
                _ if always || self.is_checked(*id) => steps.push(VALIDATE.to_owned()),
                _ => {}
            },
            _ => {}
        }
        steps
    }

    fn step(&self, constraint: &Constraint, shape: &TypeRef) -> String {
        let test = self.test(constraint, shape);
        format!(
            "validation::rule({test}, {})",
            literal(&constraint.message())
        )
    }

    /// A condition on `value`, a reference.
    fn test(&self, constraint: &Constraint, shape: &TypeRef) -> String {
        let text = match shape.kind {
            TypeKind::Uri => "value.as_str()",
            _ => "value",
        };
        match constraint {
            Constraint::Length(AT_LEAST_ONE) => format!("!{text}.is_empty()"),
            Constraint::Length(count) => within(*count, &format!("{text}.chars().count()")),
            Constraint::Items(AT_LEAST_ONE) => "!value.is_empty()".to_owned(),
            Constraint::Items(count) | Constraint::Properties(count) => {
                within(*count, "value.len()")
            }
            Constraint::UniqueItems => format!("validation::{}(value)", self.distinct(shape)),
            Constraint::Integers { minimum, maximum } => range(minimum.as_ref(), maximum.as_ref()),
            Constraint::MultipleOfInteger(step) => match shape.kind {
                TypeKind::Integer(width) if *step > width.most() => "*value == 0".to_owned(),
                TypeKind::Integer(width) if !width.is_signed() => {
                    format!("value.is_multiple_of({step})")
                }
                _ => format!("value % {step} == 0"),
            },
            Constraint::Numbers { minimum, maximum } => {
                let [minimum, maximum] = [minimum, maximum].map(|bound| bound.as_ref().map(float));
                range(minimum.as_ref(), maximum.as_ref())
            }
            Constraint::ExclusiveMinimum(bound) => format!("*value > {}", float(bound)),
            Constraint::ExclusiveMaximum(bound) => format!("*value < {}", float(bound)),
            Constraint::MultipleOf(step) => {
                format!("validation::is_multiple(*value, {})", float(step))
            }
            Constraint::Format(format) => format!("formats::{}({text})", function(*format)),
            Constraint::Pattern(pattern) => {
                let number = self.patterns[pattern.linear.as_str()];
                format!("patterns::PATTERN_{number}.is_match({text})")
            }
        }
    }

    /// The function that tells whether the items of an array differ.
    fn distinct(&self, shape: &TypeRef) -> &'static str {
        let items = match &shape.kind {
            TypeKind::Array(items) => self.resolve_alias(items),
            _ => shape,
        };
        let hashed = match items.kind {
            TypeKind::Boolean
            | TypeKind::Integer(_)
            | TypeKind::String
            | TypeKind::Uri
            | TypeKind::Uuid => true,
            TypeKind::Named(id) => matches!(self.types[id].definition, TypeDef::Enumeration(_)),
            _ => false,
        };
        match hashed {
            true => "is_distinct",
            false => "is_pairwise_distinct",
        }
    }

    /// Whether values of an entry are checked beyond what their type says: they, or something inside of them.
    pub fn is_checked(&self, id: usize) -> bool {
        self.checked.contains(&id)
    }

    /// The statements of a struct's `validate`.
    pub fn field_checks(
        &self,
        definition: &TypeDef,
        names: &[String],
        rest: Option<&str>,
    ) -> Vec<String> {
        let TypeDef::Struct {
            fields,
            rest: kept,
            rules,
        } = definition
        else {
            return Vec::new();
        };
        let mut checks = Vec::new();
        for (field, name) in fields.iter().zip(names) {
            let inner = self.check(&field.shape);
            let check = match (
                field.required || self.stand_in(field, rules).is_some(),
                inner,
            ) {
                (_, None) => continue,
                (true, Some(check)) => check,
                (false, Some(check)) => format!("|value| validation::present(value, {check})"),
            };
            checks.push(format!(
                "validation::field({}, &self.{name}, {check})",
                literal(&field.wire)
            ));
        }
        if let (AdditionalProperties::Captured(shape), Some(name)) = (kept, rest)
            && let Some(check) = self.check(shape)
        {
            checks.push(format!("validation::entries(&self.{name}, {check})"));
        }
        let present = |wire: &str| {
            let mut named = fields.iter().zip(names);
            let found = named.find(|(field, _)| field.wire == wire);
            found.map(|(_, name)| format!("self.{name}.is_some()"))
        };
        for rule in rules {
            let test = match rule {
                ObjectRule::Properties(count) => within(*count, &counted(fields, names, rest)),
                ObjectRule::Presence { how, sets, .. } => presence(*how, sets, &present),
            };
            checks.push(format!(
                "validation::rule({test}, {})",
                literal(&rule.message())
            ));
        }
        checks
    }
}

/// A condition: a count is within its bounds.
fn within(count: Count, counted: &str) -> String {
    match (count.least, count.most) {
        (0, Some(most)) => format!("{counted} <= {most}"),
        (least, Some(most)) => format!("({least}..={most}).contains(&{counted})"),
        (least, None) => format!("{counted} >= {least}"),
    }
}

/// A condition: `value` is within its bounds.
fn range(minimum: Option<&impl Display>, maximum: Option<&impl Display>) -> String {
    match (minimum, maximum) {
        (Some(least), Some(most)) => format!("({least}..={most}).contains(value)"),
        (Some(least), None) => format!("*value >= {least}"),
        (None, Some(most)) => format!("*value <= {most}"),
        (None, None) => "true".to_owned(),
    }
}

fn float(number: &Number) -> String {
    format!("{:?}", number.as_f64().unwrap_or_default())
}

/// The function of the generated crate that checks a format.
fn function(format: StringFormat) -> &'static str {
    match format {
        StringFormat::Byte => "is_base64",
        StringFormat::Date => "is_date",
        StringFormat::DateTime => "is_date_time",
        StringFormat::Email => "is_email",
        StringFormat::Ipv4 => "is_ipv4",
        StringFormat::Ipv6 => "is_ipv6",
        StringFormat::Time => "is_time",
        StringFormat::Uuid => "is_uuid",
    }
}

/// How many properties `self` has.
fn counted(fields: &[Property], names: &[String], rest: Option<&str>) -> String {
    let optional = fields
        .iter()
        .zip(names)
        .filter(|(field, _)| !field.required);
    let optional: Vec<_> = optional
        .map(|(_, name)| format!("usize::from(self.{name}.is_some())"))
        .collect();
    let always = fields.len() - optional.len();
    // `0 + ...` is a warning of clippy.
    let mut counted: Vec<_> = (always > 0)
        .then(|| always.to_string())
        .into_iter()
        .collect();
    counted.extend(optional);
    counted.extend(rest.map(|name| format!("self.{name}.len()")));
    match counted.as_slice() {
        [] => "0".to_owned(),
        [only] => only.clone(),
        several => format!("({})", several.join(" + ")),
    }
}

/// A condition on the properties of `self`: `present` says for each whether it is there.
fn presence(
    how: Presence,
    sets: &[Vec<String>],
    present: &dyn Fn(&str) -> Option<String>,
) -> String {
    let there = |keys: &Vec<String>| {
        let tests: Vec<_> = keys.iter().filter_map(|key| present(key)).collect();
        match tests.is_empty() {
            true => "true".to_owned(),
            false => tests.join(" && "),
        }
    };
    let tests: Vec<_> = sets.iter().map(there).collect();
    match how {
        Presence::Not => format!("!({})", tests.join(" && ")),
        Presence::Any => format!("({})", tests.join(") || (")),
        Presence::ExactlyOne => format!(
            "[{}].into_iter().filter(|there| *there).count() == 1",
            tests.join(", ")
        ),
    }
}

/// Code without what stands in its literals, which are the document's texts.
pub fn without_literals(code: &str) -> String {
    stripped(code, &['"'])
}

/// What checks need in scope of the generated crate.
pub fn modules(checks: &str) -> impl Iterator<Item = String> {
    let checks = without_literals(checks);
    let validate = checks
        .contains(".validate()")
        .then(|| "validator::Validate".to_owned());
    let mentioned = MODULES
        .into_iter()
        .filter(move |module| checks.contains(&format!("{module}::")));
    mentioned
        .map(|module| format!("crate::{module}::self"))
        .chain(validate)
}
