use std::collections::HashSet;

use crate::lowering::names::literal;
use crate::lowering::schema::{Definition, Kind, Library, Rest, Rule, Shape};

/// What a check needs in scope: helpers of the generated crate's `validation`, and modules.
const MODULES: [&str; 3] = ["formats", "patterns", "validation"];

/// How a model is checked inside of something.
const VALIDATE: &str = "value.validate().map_err(validation::first)";

impl Library<'_> {
    /// A closure that checks a reference to a value of a shape; `None` when its type says it all.
    pub fn check(&self, shape: &Shape) -> Option<String> {
        self.check_of(shape, self.is_nullable(shape))
    }

    /// The same for a value that may be missing, or be null.
    pub fn check_of(&self, shape: &Shape, optional: bool) -> Option<String> {
        self.closure(shape, optional, false)
    }

    /// The check of a body, which asks every model to validate itself, whether there is something to check or not.
    pub fn check_body(&self, shape: &Shape) -> Option<String> {
        self.closure(shape, self.is_nullable(shape), true)
    }

    fn closure(&self, shape: &Shape, optional: bool, always: bool) -> Option<String> {
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
    fn steps(&self, shape: &Shape, always: bool) -> Vec<String> {
        let inside = |inner: &Shape, optional| self.closure(inner, optional, always);
        let mut steps: Vec<_> = shape
            .rules
            .iter()
            .map(|rule| self.step(rule, shape))
            .collect();
        match &shape.kind {
            Kind::Array(items) => {
                steps.extend(
                    inside(items, self.is_nullable(items))
                        .map(|check| format!("validation::items(value, {check})")),
                );
            }
            Kind::Map(values) => {
                steps.extend(
                    inside(values, self.is_nullable(values))
                        .map(|check| format!("validation::entries(value, {check})")),
                );
            }
            Kind::Named(id) => match &self.entries[*id].definition {
                // The alias itself is optional.
                Definition::Alias(inner) if self.is_nullable(inner) => steps.extend(
                    inside(inner, false)
                        .map(|check| format!("validation::present(value, {check})")),
                ),
                Definition::Alias(inner) => steps.extend(self.steps(inner, always)),
                _ if always || self.is_checked(*id) => steps.push(VALIDATE.to_owned()),
                _ => {}
            },
            _ => {}
        }
        steps
    }

    fn step(&self, rule: &Rule, shape: &Shape) -> String {
        match rule {
            Rule::Holds { test, says } => format!("validation::rule({test}, {})", literal(says)),
            Rule::Distinct => {
                let items = match &shape.kind {
                    Kind::Array(items) => self.meant(items),
                    _ => shape,
                };
                let hashed = match items.kind {
                    Kind::Boolean
                    | Kind::Integer32
                    | Kind::Integer64
                    | Kind::String
                    | Kind::Uri
                    | Kind::Uuid => true,
                    Kind::Named(id) => {
                        matches!(self.entries[id].definition, Definition::Enumeration(_))
                    }
                    _ => false,
                };
                let test = if hashed {
                    "is_distinct"
                } else {
                    "is_pairwise_distinct"
                };
                format!("validation::rule(validation::{test}(value), \"must have no item twice\")")
            }
        }
    }

    /// Whether values of an entry are checked beyond what their type says: they, or something inside of them.
    pub fn is_checked(&self, id: usize) -> bool {
        let mut open = vec![id];
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let definition = &self.entries[id].definition;
            // The variants of a union are checked while the union is read.
            if matches!(definition, Definition::Union(_)) {
                continue;
            }
            if let Definition::Struct { rules, .. } = definition
                && !rules.is_empty()
            {
                return true;
            }
            if definition
                .shapes()
                .into_iter()
                .any(|shape| has_rules(shape, &mut open))
            {
                return true;
            }
        }
        false
    }

    /// The statements of a struct's `validate`.
    pub fn field_checks(
        &self,
        definition: &Definition,
        names: &[String],
        rest: Option<&str>,
    ) -> Vec<String> {
        let Definition::Struct {
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
        if let (Rest::Kept(shape), Some(name)) = (kept, rest)
            && let Some(check) = self.check(shape)
        {
            checks.push(format!("validation::entries(&self.{name}, {check})"));
        }
        for rule in rules {
            let Rule::Holds { test, says } = rule else {
                continue;
            };
            let mut test = test.clone();
            for (field, name) in fields
                .iter()
                .zip(names)
                .filter(|(field, _)| !field.required)
            {
                test = test.replace(
                    &format!("PRESENT({:?})", field.wire),
                    &format!("self.{name}.is_some()"),
                );
            }
            let optional: Vec<_> = fields
                .iter()
                .zip(names)
                .filter(|(field, _)| !field.required)
                .map(|(_, name)| format!("usize::from(self.{name}.is_some())"))
                .collect();
            let required = fields.len() - optional.len();
            let mut counted = vec![required.to_string()];
            counted.extend(optional);
            counted.extend(rest.map(|name| format!("self.{name}.len()")));
            let test = test.replace("COUNT", &format!("({})", counted.join(" + ")));
            checks.push(format!("validation::rule({test}, {})", literal(says)));
        }
        checks
    }
}

/// What checks need in scope of the generated crate.
pub fn modules(checks: &str) -> impl Iterator<Item = String> {
    let mentioned = MODULES
        .iter()
        .filter(move |module| checks.contains(&format!("{module}::")));
    let validate = checks
        .contains(".validate()")
        .then(|| "validator::Validate".to_owned());
    mentioned
        .map(|module| format!("crate::{module}::self"))
        .chain(validate)
}

/// Whether a shape itself has rules; the entries in it go to `open`.
fn has_rules(shape: &Shape, open: &mut Vec<usize>) -> bool {
    match &shape.kind {
        Kind::Array(inner) | Kind::Map(inner) => !shape.rules.is_empty() || has_rules(inner, open),
        Kind::Named(id) => {
            open.push(*id);
            !shape.rules.is_empty()
        }
        _ => !shape.rules.is_empty(),
    }
}
