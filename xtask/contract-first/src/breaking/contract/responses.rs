use super::change::{Change, Spot};
use super::code::ContractCode as Code;
use super::comparison::Comparison;
use super::content::ContentSides;
use super::headers::HeaderSides;
use super::role::Role;
use crate::breaking::schema::{Direction, Level};
use crate::document::Pointer;
use crate::model::description::{Operation, Response};

const DEFAULT: &str = "default";

impl Comparison<'_> {
    /// Compares what comes back: by status, then by the range or `default` that stands for it.
    pub(super) fn responses(&mut self, old: &Operation, new: &Operation, role: Role) {
        let direction = role.response();
        for response in &old.responses {
            match standing_for(&new.responses, &response.code) {
                Some(other) if other.code == response.code => {
                    self.response(response, other, direction)
                }
                Some(other) if !is_lost_success(response, other) => {
                    self.generalised(response, other, (old, new));
                    self.response(response, other, direction);
                }
                _ => self.response_removed(response, (old, new), direction),
            }
        }
        for response in &new.responses {
            match standing_for(&old.responses, &response.code) {
                Some(other) if other.code == response.code => {}
                Some(other) if is_described(response, other) => {
                    self.response_added(response, (old, new), direction);
                    self.response(other, response, direction);
                }
                _ => self.response_added(response, (old, new), direction),
            }
        }
    }

    fn response(&mut self, old: &Response, new: &Response, direction: Direction) {
        let of = format!("the response `{}`", new.code);
        let sides = ContentSides {
            old: (&old.content, &old.at),
            new: (&new.content, &new.at),
            of: &of,
        };
        self.content(sides, direction);
        let of = format!("of {of}");
        let sides = HeaderSides {
            old: (&old.headers, &old.at),
            new: (&new.headers, &new.at),
            of: &of,
        };
        self.headers(sides, direction);
    }

    fn response_removed(
        &mut self,
        response: &Response,
        (old, new): (&Operation, &Operation),
        direction: Direction,
    ) {
        let notice = match direction.is_written() {
            true => "receivers that give it are not understood",
            false => "callers that wait for it do not get it",
        };
        let sentence = format!("The response `{}` was removed: {notice}.", response.code);
        let sides = (
            Spot::says(&place(old, &response.code), &response.code),
            Spot::lacks(&new.at.child("responses")),
        );
        self.report(Change::new(
            Code::ResponseRemoved,
            Level::Breaking,
            sentence,
            sides,
        ));
    }

    fn response_added(
        &mut self,
        response: &Response,
        (old, new): (&Operation, &Operation),
        direction: Direction,
    ) {
        let (level, sentence) = match direction.is_written() {
            true => (
                Level::Safe,
                format!("The response `{}` was added.", response.code),
            ),
            false => (
                Level::Noted,
                format!(
                    "The response `{}` was added: callers may meet it.",
                    response.code
                ),
            ),
        };
        let sides = (
            Spot::lacks(&old.at.child("responses")),
            Spot::says(&place(new, &response.code), &response.code),
        );
        self.report(Change::new(Code::ResponseAdded, level, sentence, sides));
    }

    fn generalised(&mut self, was: &Response, is: &Response, (old, new): (&Operation, &Operation)) {
        let sentence = format!(
            "The response `{}` is described by `{}` now.",
            was.code, is.code
        );
        let sides = (
            Spot::says(&place(old, &was.code), &was.code),
            Spot::says(&place(new, &is.code), &is.code),
        );
        self.report(Change::new(
            Code::ResponseGeneralised,
            Level::Noted,
            sentence,
            sides,
        ));
    }
}

/// Where the response of a code stands in its operation, be it written there or referred to.
fn place(operation: &Operation, code: &str) -> Pointer {
    operation.at.descend(&["responses", code])
}

/// The response that describes a code: its own, that of its range, `default` (OpenAPI 3.1, Responses Object).
fn standing_for<'r>(responses: &'r [Response], code: &str) -> Option<&'r Response> {
    let with = |wanted: &str| {
        responses
            .iter()
            .find(|response| response.code.eq_ignore_ascii_case(wanted))
    };
    let range = code.chars().next().map(|first| format!("{first}XX"));
    with(code)
        .or_else(|| {
            range
                .filter(|_| code != DEFAULT)
                .and_then(|range| with(&range))
        })
        .or_else(|| with(DEFAULT))
}

/// Whether a response that callers wait for is left to `default`, which stands for whatever goes wrong.
fn is_lost_success(old: &Response, new: &Response) -> bool {
    new.code == DEFAULT && !is_failure(&old.code)
}

/// Whether the new response of a status says of its content what the old general one promised.
fn is_described(new: &Response, old: &Response) -> bool {
    let is_within = old.code != DEFAULT || is_failure(&new.code);
    is_within && !new.content.is_empty()
}

fn is_failure(code: &str) -> bool {
    code.starts_with(['4', '5'])
}
