//! The operations in the names of one language.

use super::content::ClientForm;
use super::language::Position;
use super::outcome::{Outcome, arguments, outcomes};
use super::renderer::{Renderer, shown_name};
use crate::backend::Fragment;
use crate::backend::check::{ParameterReading, parameter_reading};
use crate::backend::names::{NameAllocator, pascal};
use crate::model::{
    Body, Content, Operation, Parameter, ParameterLocation, PathPiece, PathSegment,
};

/// A call.
pub struct ClientOperation<'c> {
    pub described: &'c Operation,
    /// Its method.
    pub name: String,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
    /// The type of its errors; no other has the name.
    pub error_type: String,
    /// The type of its parameters; no other has the name.
    pub parameters_type: String,
    /// The type of its successes where there are several; no other has the name.
    pub success_type: String,
    /// The type of the media types that callers choose of; no other has the name.
    pub media_type: Option<String>,
    /// In the order of arguments: the path's in the order of the path, then the required ones.
    pub parameters: Vec<ClientParameter<'c>>,
    /// What is sent; `None` where there is nothing, or where the method does not let it through.
    pub body: Option<ClientBody<'c>>,
    /// What the call may come to; the least specific last.
    pub outcomes: Vec<ClientOutcome<'c>>,
}

/// A parameter.
pub struct ClientParameter<'c> {
    pub described: &'c Parameter,
    pub name: String,
    pub kind: Fragment,
    /// How its texts hold its value.
    pub reading: Option<ParameterReading>,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
}

/// The body of a request.
pub struct ClientBody<'c> {
    pub described: &'c Body,
    pub content: ClientContent<'c>,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
}

/// What a request holds.
pub struct ClientContent<'c> {
    pub described: &'c Content,
    /// The type of its schema.
    pub kind: Fragment,
}

/// What a call may come to.
pub struct ClientOutcome<'c> {
    pub outcome: Outcome<'c>,
    /// `Status400`, `Status4xx`, `Default`.
    pub name: String,
    /// The type of the error; `None` for a success.
    pub error_type: Option<String>,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
    /// The forms of its body; none where it has no body.
    pub forms: Vec<ClientForm<'c>>,
    /// The type of its body where that has several forms; no other has the name.
    pub content_type: Option<String>,
}

/// A part of a path.
pub enum PathPart<'p> {
    Literal(String),
    Parameter {
        parameter: &'p ClientParameter<'p>,
        extent: PathExtent,
    },
}

/// How much of a segment the value of a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathExtent {
    /// All of it.
    Segment,
    /// A part of it.
    Part {
        /// What the text begins with that separates it from the next value: in this one it is escaped.
        end: Option<char>,
    },
}

impl<'c> ClientOperation<'c> {
    /// The outcomes that are successes.
    pub fn successes(&self) -> impl Iterator<Item = &ClientOutcome<'c>> {
        self.outcomes
            .iter()
            .filter(|outcome| outcome.outcome.success)
    }

    /// The outcomes that are errors.
    pub fn errors(&self) -> impl Iterator<Item = &ClientOutcome<'c>> {
        self.outcomes
            .iter()
            .filter(|outcome| !outcome.outcome.success)
    }

    /// The parameters in a place.
    pub fn located(
        &self,
        location: ParameterLocation,
    ) -> impl Iterator<Item = &ClientParameter<'c>> {
        let parameters = self.parameters.iter();
        parameters.filter(move |parameter| parameter.described.location == location)
    }

    /// The media types of its responses, as a header names them.
    pub fn accepted(&self) -> String {
        match self.accepted_names().as_slice() {
            [] => "application/json".to_owned(),
            names => names.join(", "),
        }
    }

    /// The same where a caller chose one.
    pub fn accepted_first(&self, chosen: &ClientForm) -> String {
        let names = self.accepted_names();
        let others = names
            .into_iter()
            .filter(|name| *name != chosen.described.name);
        let others = others.map(|name| format!("{name};q=0.5"));
        let all = std::iter::once(chosen.described.name.clone()).chain(others);
        all.collect::<Vec<_>>().join(", ")
    }

    fn accepted_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for form in self.outcomes.iter().flat_map(|outcome| &outcome.forms) {
            let name = form.described.name.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The forms of bodies that callers choose of; nothing where there is no choice.
    pub fn choices(&self) -> Vec<&ClientForm<'c>> {
        let mut choices: Vec<&ClientForm> = Vec::new();
        let several = self.successes().filter(|success| success.forms.len() > 1);
        for form in several.flat_map(|success| &success.forms) {
            let essence = form.described.essence();
            if choices.iter().all(|one| one.described.essence() != essence) {
                choices.push(form);
            }
        }
        choices
    }

    /// The path cut at its placeholders.
    pub fn path_parts(&self) -> Vec<PathPart<'_>> {
        let mut parts = Vec::new();
        for segment in &self.described.template.segments {
            literal(&mut parts, "/");
            for (index, piece) in segment.pieces.iter().enumerate() {
                match piece {
                    PathPiece::Literal(text) => literal(&mut parts, text),
                    PathPiece::Placeholder(wire) => {
                        let mut parameters = self.located(ParameterLocation::Path);
                        let parameter = parameters.find(|one| one.described.name == *wire);
                        parts.extend(parameter.map(|parameter| PathPart::Parameter {
                            parameter,
                            extent: PathExtent::of(segment, index),
                        }));
                    }
                }
            }
        }
        parts
    }
}

/// Adds a text of the path.
fn literal(parts: &mut Vec<PathPart>, text: &str) {
    match parts.last_mut() {
        Some(PathPart::Literal(before)) => before.push_str(text),
        _ => parts.push(PathPart::Literal(text.to_owned())),
    }
}

impl PathExtent {
    /// Of a piece of a segment.
    fn of(segment: &PathSegment, index: usize) -> Self {
        let dots = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => text.chars().all(|c| c == '.'),
            PathPiece::Placeholder(_) => true,
        };
        // With dots alone around it, a dot would be another path.
        let alone = segment.placeholders().count() == 1 && segment.pieces.iter().all(dots);
        match segment.pieces.get(index + 1..) {
            _ if alone => Self::Segment,
            Some([PathPiece::Literal(text), _, ..]) => Self::Part {
                end: text.chars().next(),
            },
            _ => Self::Part { end: None },
        }
    }
}

impl<'c> Renderer<'c> {
    /// All operations; their methods, and the types that go with them, get their names here.
    pub fn operations(&mut self) -> Vec<ClientOperation<'c>> {
        let contract = self.contract;
        let mut methods = NameAllocator::default();
        let all = contract.operations.iter();
        all.map(|operation| {
            let convention = self.language.convention(Position::Method);
            let name = methods.allocate(convention, &operation.name);
            self.operation(operation, name)
        })
        .collect()
    }

    fn operation(&mut self, operation: &'c Operation, name: String) -> ClientOperation<'c> {
        let error_type = self.type_of(operation, "Error");
        let parameters_type = self.type_of(operation, "Parameters");
        let success_type = self.type_of(operation, "Success");
        let outcomes = outcomes(operation).into_iter();
        let outcomes = outcomes.map(|outcome| self.outcome(operation, outcome));
        let outcomes: Vec<_> = outcomes.collect();
        let mut successes = outcomes.iter().filter(|outcome| outcome.outcome.success);
        let has_choice = successes.any(|success| success.forms.len() > 1);
        ClientOperation {
            described: operation,
            outcomes,
            media_type: has_choice.then(|| self.type_of(operation, "Media")),
            name,
            docs: self.docs(&operation.text(), "", 4),
            error_type,
            parameters_type,
            success_type,
            parameters: self.parameters(operation),
            body: self.body(operation),
        }
    }

    /// The name of a type that goes with an operation.
    pub fn type_of(&mut self, operation: &Operation, suffix: &str) -> String {
        let convention = self.language.convention(Position::OperationType);
        let name = format!("{}{suffix}", pascal(&operation.name));
        self.taken.allocate(convention, &name)
    }

    fn parameters(&self, operation: &'c Operation) -> Vec<ClientParameter<'c>> {
        let arguments = arguments(operation);
        let texts: Vec<_> = arguments
            .iter()
            .map(|parameter| parameter.code_name.as_str())
            .collect();
        let convention = self.language.convention(Position::Parameter);
        let names = NameAllocator::default().allocate_all(convention, &texts);
        let named = arguments.into_iter().zip(names);
        let parameters = named.map(|(parameter, name)| ClientParameter {
            described: parameter,
            name,
            kind: self.language.of(self.types, &parameter.shape, None),
            reading: parameter_reading(self.types.registry, parameter).ok(),
            docs: self.docs(&parameter.text(), shown_name(&parameter.name), 4),
        });
        parameters.collect()
    }

    fn body(&self, operation: &'c Operation) -> Option<ClientBody<'c>> {
        let body = operation.body.as_ref()?;
        if !self.language.sends_body(&operation.method) {
            return None;
        }
        Some(ClientBody {
            described: body,
            content: self.content(body.content.as_ref()?),
            docs: self.docs(&body.description, "", 4),
        })
    }

    fn outcome(&mut self, operation: &Operation, outcome: Outcome<'c>) -> ClientOutcome<'c> {
        let code = outcome.response.code.as_str();
        let suffix = suffix(code);
        let error = format!("Error{suffix}");
        let contents = &outcome.response.contents;
        let of_error = if outcome.success { "" } else { "Error" };
        let content = format!("{of_error}Content{suffix}");
        ClientOutcome {
            name: match code {
                "default" => "Default".to_owned(),
                _ => format!("Status{suffix}"),
            },
            error_type: (!outcome.success).then(|| self.type_of(operation, &error)),
            content_type: (contents.len() > 1).then(|| self.type_of(operation, &content)),
            docs: self.docs(&outcome.response.description, "", 4),
            forms: self.forms(operation, contents, &suffix),
            outcome,
        }
    }

    fn content(&self, content: &'c Content) -> ClientContent<'c> {
        ClientContent {
            described: content,
            kind: self.language.of(self.types, &content.shape, None),
        }
    }
}

/// `4XX` -> `4xx`, `default` -> `Default`.
fn suffix(code: &str) -> String {
    match code {
        "default" => "Default".to_owned(),
        code => code.to_ascii_lowercase(),
    }
}
