use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::parameter_value::ValuePair;
use super::path::placeholders;
use super::role::Role;
use crate::breaking::schema::{ChangeLevel, MessageDirection};
use crate::model::ParameterLocation as Location;
use crate::model::Style;
use crate::model::description::{Operation, Parameter, ParameterValue};

/// The headers that a parameter cannot describe (OpenAPI 3.1, Parameter Object, `name`).
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// What becomes of the parameters of an operation.
#[derive(Default)]
struct Paired<'d> {
    both: Vec<(&'d Parameter, &'d Parameter)>,
    removed: Vec<&'d Parameter>,
    added: Vec<&'d Parameter>,
}

impl<'d> ContractComparison<'d> {
    pub(super) fn parameters(&mut self, old: &'d Operation, new: &'d Operation, role: Role) {
        let direction = role.request();
        let paired = pair_parameters(old, new);
        for (old, new) in paired.both {
            self.parameter(old, new, direction);
        }
        for parameter in paired.removed {
            self.parameter_removed(parameter, new, direction);
        }
        for parameter in paired.added {
            self.parameter_added(parameter, old, direction);
        }
    }

    fn parameter(&mut self, old: &'d Parameter, new: &'d Parameter, direction: MessageDirection) {
        let subject = subject(new);
        let level = |is_breaking: bool| {
            if is_breaking {
                ChangeLevel::Breaking
            } else {
                ChangeLevel::Safe
            }
        };
        if old.location != new.location {
            self.parameter_moved(old, new);
            return;
        }
        if old.location == Location::Path && old.name != new.name {
            self.path_parameter_renamed(old, new);
        }
        if old.required != new.required {
            let sides = (
                ChangeSide::present(&old.at, required_word(old.required)),
                ChangeSide::present(&new.at, required_word(new.required)),
            );
            let (code, is_breaking, notice) = match (new.required, direction.is_written()) {
                (true, true) => (
                    Code::ParameterBecameRequired,
                    true,
                    "became required: requests without it are rejected.",
                ),
                (false, true) => (Code::ParameterBecameOptional, false, "became optional."),
                (true, false) => (Code::ParameterBecameRequired, false, "is now always sent."),
                (false, false) => (
                    Code::ParameterBecameOptional,
                    true,
                    "may now be missing: receivers that need it fail.",
                ),
            };
            let sentence = format!("{subject} {notice}");
            self.report(ContractChange::new(
                code,
                level(is_breaking),
                sentence,
                sides,
            ));
        }
        self.deprecation(
            &subject,
            (&old.at, old.deprecated),
            (&new.at, new.deprecated),
            (Code::ParameterDeprecated, Code::ParameterRestored),
        );
        if old.location == Location::Query && old.allow_empty_value != new.allow_empty_value {
            let is_breaking = new.allow_empty_value != direction.is_written();
            let notice = match new.allow_empty_value {
                true => "may now be empty.",
                false => "must no longer be empty: requests with only its name are rejected.",
            };
            let sides = (
                ChangeSide::present(&old.at, old.allow_empty_value.to_string()),
                ChangeSide::present(&new.at, new.allow_empty_value.to_string()),
            );
            self.report(ContractChange::new(
                Code::EmptyValueChanged,
                level(is_breaking),
                format!("{subject} {notice}"),
                sides,
            ));
        }
        let pair = ValuePair {
            subject: &subject,
            old: (&old.value, &old.at),
            new: (&new.value, &new.at),
            codes: (Code::ParameterEncodingChanged, Code::ParameterTypeWidened),
        };
        self.text_values(pair, direction);
    }

    fn parameter_moved(&mut self, old: &Parameter, new: &Parameter) {
        let (was, is) = (location_word(old.location), location_word(new.location));
        let sentence = format!(
            "`{}` moved from the {was} to the {is}: it is no longer read where callers send it.",
            old.name
        );
        let sides = (
            ChangeSide::present(&old.at, was),
            ChangeSide::present(&new.at, is),
        );
        self.report(ContractChange::new(
            Code::ParameterMoved,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    /// The name of a placeholder is not sent, but for the style `matrix`.
    fn path_parameter_renamed(&mut self, old: &Parameter, new: &Parameter) {
        let is_matrix = |value: &ParameterValue| {
            matches!(
                value,
                ParameterValue::Styled {
                    style: Style::Matrix,
                    ..
                }
            )
        };
        let is_sent = is_matrix(&old.value) && is_matrix(&new.value);
        let (level, notice) = match is_sent {
            true => (ChangeLevel::Breaking, "its name is sent with it"),
            false => (ChangeLevel::Safe, "its name is not sent"),
        };
        let sentence = format!(
            "The path parameter `{}` was renamed to `{}`; {notice}.",
            old.name, new.name
        );
        let sides = (
            ChangeSide::present(&old.at, &old.name),
            ChangeSide::present(&new.at, &new.name),
        );
        self.report(ContractChange::new(
            Code::ParameterRenamed,
            level,
            sentence,
            sides,
        ));
    }

    fn parameter_removed(
        &mut self,
        parameter: &Parameter,
        new: &Operation,
        direction: MessageDirection,
    ) {
        let notice = match direction.is_written() {
            true => "what callers send in it is ignored",
            false => "receivers that read it no longer get it",
        };
        let sentence = format!("{} was removed: {notice}.", subject(parameter));
        let sides = (
            ChangeSide::present(&parameter.at, &parameter.name),
            ChangeSide::absent(&new.at),
        );
        self.report(ContractChange::new(
            Code::ParameterRemoved,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    fn parameter_added(
        &mut self,
        parameter: &Parameter,
        old: &Operation,
        direction: MessageDirection,
    ) {
        let sides = (
            ChangeSide::absent(&old.at),
            ChangeSide::present(&parameter.at, &parameter.name),
        );
        let change = if parameter.required && direction.is_written() {
            let sentence = format!(
                "{} was added and became required: requests without it are rejected.",
                subject(parameter)
            );
            ContractChange::new(
                Code::RequiredParameterAdded,
                ChangeLevel::Breaking,
                sentence,
                sides,
            )
        } else {
            let sentence = format!("{} was added.", subject(parameter));
            ContractChange::new(Code::ParameterAdded, ChangeLevel::Safe, sentence, sides)
        };
        self.report(change);
    }
}

/// Path parameters go by their position, others by place and name.
fn pair_parameters<'d>(old: &'d Operation, new: &'d Operation) -> Paired<'d> {
    let mut paired = Paired::default();
    let (before, after) = (placeholders(&old.path), placeholders(&new.path));
    let in_path = |operation: &'d Operation, name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters.find(|parameter| parameter.location == Location::Path && parameter.name == name)
    };
    for (position, name) in before.iter().enumerate() {
        let counterpart = match before.len() == after.len() {
            true => after[position],
            false => name,
        };
        if let (Some(old), Some(new)) = (in_path(old, name), in_path(new, counterpart)) {
            paired.both.push((old, new));
        }
    }
    let outside = |operation: &'d Operation| -> Vec<&'d Parameter> {
        operation
            .parameters
            .iter()
            .filter(|parameter| is_described(parameter))
            .collect()
    };
    let mut added = outside(new);
    for parameter in outside(old) {
        match added.iter().position(|other| is_same(parameter, other)) {
            Some(found) => paired.both.push((parameter, added.remove(found))),
            None => paired.removed.push(parameter),
        }
    }
    // The same name at another place.
    paired.removed.retain(|parameter| {
        let is_elsewhere = |other: &&Parameter| {
            other.location != parameter.location && other.name.eq_ignore_ascii_case(&parameter.name)
        };
        let found = added.iter().position(is_elsewhere);
        if let Some(found) = found {
            paired.both.push((parameter, added.remove(found)));
        }
        found.is_none()
    });
    paired.added = added;
    paired
}

fn is_described(parameter: &Parameter) -> bool {
    match parameter.location {
        Location::Path => false,
        Location::Header => !NOT_PARAMETERS
            .iter()
            .any(|name| parameter.name.eq_ignore_ascii_case(name)),
        Location::Query | Location::Cookie => true,
    }
}

fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location {
            Location::Header => one.name.eq_ignore_ascii_case(&other.name),
            _ => one.name == other.name,
        }
}

/// ``The query parameter `limit` ``.
fn subject(parameter: &Parameter) -> String {
    let kind = match parameter.location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    format!("The {kind} `{}`", parameter.name)
}

fn location_word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "headers",
        Location::Cookie => "cookies",
    }
}

fn required_word(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}
