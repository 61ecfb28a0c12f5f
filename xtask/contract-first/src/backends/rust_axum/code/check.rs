use std::fmt::Display;

use serde_json::Number;

use super::rule::keeps_all;
use super::types::RustTypes;
use crate::backend::names::literal;
use crate::backend::rust::chosen_type;
use crate::backends::rust_axum::helper::{Check, Code, Helper, Rule, if_present};
use crate::backends::rust_axum::imports;
use crate::model::{
    AdditionalProperties, Constraint, Count, ObjectRule, Presence, Property, StringFormat, TypeDef,
    TypeKind, TypeRef,
};
use crate::text::pattern::Engine;

/// A count that is checked by emptiness.
const AT_LEAST_ONE: Count = Count {
    least: 1,
    most: None,
};

impl RustTypes<'_> {
    /// A closure that checks a reference to a value of a shape; `None` when its type says it all.
    pub fn check(&self, shape: &TypeRef) -> Option<Code> {
        self.check_of(shape, self.is_nullable(shape))
    }

    /// The same for a value that may be missing, or be null.
    pub fn check_of(&self, shape: &TypeRef, optional: bool) -> Option<Code> {
        self.closure(shape, optional, false)
    }

    /// The check of a body, which asks every model to validate itself, whether there is something to check or not.
    pub fn check_body(&self, shape: &TypeRef) -> Option<Code> {
        self.closure(shape, self.is_nullable(shape), true)
    }

    fn closure(&self, shape: &TypeRef, optional: bool, always: bool) -> Option<Code> {
        let steps = self.steps(shape, always);
        let block = match steps.len() {
            0 => return None,
            1 => Code::join(steps, ""),
            _ => Code::join(steps, "?; ").map(|steps| format!("{{ {steps} }}")),
        };
        let inner = block.map(|block| format!("|value| {block}"));
        Some(if optional { if_present(inner) } else { inner })
    }

    /// What is asked of `value`, one expression after the other.
    fn steps(&self, shape: &TypeRef, always: bool) -> Vec<Code> {
        // Its own type says it all.
        if chosen_type(shape).is_some() {
            return Vec::new();
        }
        let inside = |inner: &TypeRef, optional, function: &str, helper| {
            let check = self.closure(inner, optional, always)?;
            let check = check.map(|check| format!("validation::{function}(value, {check})"));
            Some(check.using(Helper::Check(helper)))
        };
        let rules = shape.constraints.iter();
        let mut steps: Vec<_> = rules.filter_map(|rule| self.step(rule, shape)).collect();
        match &shape.kind {
            TypeKind::Array(items) => {
                let optional = self.is_nullable(items);
                steps.extend(inside(items, optional, "items", Check::Items));
            }
            TypeKind::Map(values) => {
                let optional = self.is_nullable(values);
                steps.extend(inside(values, optional, "entries", Check::Entries));
            }
            TypeKind::Named(id) => match &self.types[*id].definition {
                // The alias itself is optional.
                TypeDef::Alias(inner) if self.is_nullable(inner) => {
                    steps.extend(inside(inner, false, "present", Check::Present));
                }
                TypeDef::Alias(inner) => steps.extend(self.steps(inner, always)),
                _ if always || self.is_checked(*id) => steps.push(validate()),
                _ => {}
            },
            _ => {}
        }
        steps
    }

    /// One check of `value`; `None` where whatever holds it checks that.
    fn step(&self, constraint: &Constraint, shape: &TypeRef) -> Option<Code> {
        Some(match constraint {
            Constraint::Pattern(pattern) if pattern.engine == Engine::Backtracking => {
                let number = self.patterns[pattern.source.as_str()];
                let (text, message) = (text(shape), literal(&constraint.message()));
                let check = format!("patterns::PATTERN_{number}.check({text}, {message})");
                Code::plain(check)
                    .using(Helper::Pattern(pattern.engine, number))
                    .using(Helper::BacktrackingCheck)
            }
            Constraint::Rule(schema) => {
                let node = self.rules.place(*schema);
                let value = match shape.kind {
                    TypeKind::Any => Code::plain("value"),
                    _ if keeps_all(self, shape) => {
                        let written = Code::plain("&rules::written(value)");
                        written.using(Helper::Rule(Rule::Written))
                    }
                    _ => return None,
                };
                let check = value.map(|value| format!("rule_table::check({node}, {value})"));
                check.using(Helper::Rule(Rule::Check))
            }
            constraint => rule(self.test(constraint, shape), &constraint.message()),
        })
    }

    /// A condition on `value`, a reference.
    fn test(&self, constraint: &Constraint, shape: &TypeRef) -> Code {
        let text = text(shape);
        Code::plain(match constraint {
            Constraint::Length(AT_LEAST_ONE) => format!("!{text}.is_empty()"),
            Constraint::Length(count) => within(*count, &format!("{text}.chars().count()")),
            Constraint::Items(AT_LEAST_ONE) => "!value.is_empty()".to_owned(),
            Constraint::Items(count) | Constraint::Properties(count) => {
                within(*count, "value.len()")
            }
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
            Constraint::UniqueItems => return self.distinct(shape),
            Constraint::MultipleOf(step) => {
                let test = format!("validation::is_multiple(*value, {})", float(step));
                return Code::plain(test).using(Helper::Check(Check::Multiple));
            }
            Constraint::Format(format) => {
                let test = format!("formats::{}({text})", function(*format));
                return Code::plain(test).using(Helper::Format(*format));
            }
            // Its check is no condition.
            Constraint::Rule(_) => "true".to_owned(),
            Constraint::Pattern(pattern) => {
                let number = self.patterns[pattern.source.as_str()];
                let test = format!("patterns::PATTERN_{number}.is_match({text})");
                return Code::plain(test).using(Helper::Pattern(pattern.engine, number));
            }
        })
    }

    /// A condition: the items of an array differ.
    fn distinct(&self, shape: &TypeRef) -> Code {
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
        let (test, check) = match hashed {
            true => ("validation::is_distinct(value)", Check::Distinct),
            false => (
                "validation::is_pairwise_distinct(value)",
                Check::PairwiseDistinct,
            ),
        };
        Code::plain(test).using(Helper::Check(check))
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
    ) -> Vec<Code> {
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
            let Some(check) = self.check(&field.shape) else {
                continue;
            };
            let always = field.required || self.stand_in(field, rules).is_some();
            let check = if always { check } else { if_present(check) };
            checks.push(field_check(&field.wire, name, check));
        }
        if let (AdditionalProperties::Captured(shape), Some(name)) = (kept, rest)
            && let Some(check) = self.check(shape)
        {
            let check = check.map(|check| format!("validation::entries(&self.{name}, {check})"));
            checks.push(check.using(Helper::Check(Check::Entries)));
        }
        let present = |wire: &str| {
            let mut named = fields.iter().zip(names);
            let found = named.find(|(field, _)| field.wire == wire);
            found.map(|(_, name)| format!("self.{name}.is_some()"))
        };
        for rule in rules {
            let test = match rule {
                // While the object is read.
                ObjectRule::Rule(_) => continue,
                ObjectRule::Properties(count) => within(*count, &counted(fields, names, rest)),
                ObjectRule::Presence { how, sets, .. } => presence(*how, sets, &present),
            };
            checks.push(self::rule(Code::plain(test), &rule.message()));
        }
        checks
    }
}

/// The text of `value`, a reference.
fn text(shape: &TypeRef) -> &'static str {
    match shape.kind {
        TypeKind::Uri => "value.as_str()",
        _ => "value",
    }
}

/// The check of a field of `self`.
pub fn field_check(wire: &str, name: &str, check: Code) -> Code {
    let check = check.map(|check| {
        format!(
            "validation::field({}, &self.{name}, {check})",
            literal(wire)
        )
    });
    check.using(Helper::Check(Check::Field))
}

/// A rule, and what is said of a value that breaks it.
fn rule(test: Code, message: &str) -> Code {
    let rule = test.map(|test| format!("validation::rule({test}, {})", literal(message)));
    rule.using(Helper::Check(Check::Rule))
}

/// How a model is checked inside of something.
fn validate() -> Code {
    Code::plain("value.validate().map_err(validation::first)")
        .using(Helper::Check(Check::First))
        .importing(imports::VALIDATE)
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
