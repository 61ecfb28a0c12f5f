use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::content::ContentSides;
use super::headers::HeaderSides;
use super::role::Role;
use crate::breaking::schema::{ChangeLevel, MessageDirection};
use crate::document::Pointer;
use crate::model::description::{Operation, Response};

const DEFAULT: &str = "default";

impl ContractComparison<'_> {
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

    fn response(&mut self, old: &Response, new: &Response, direction: MessageDirection) {
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
        direction: MessageDirection,
    ) {
        let notice = match direction.is_written() {
            true => "receivers that send it are not understood",
            false => "callers that expect it no longer receive it",
        };
        let sentence = format!("The response `{}` was removed: {notice}.", response.code);
        let sides = (
            ChangeSide::present(&place(old, &response.code), &response.code),
            ChangeSide::absent(&new.at.child("responses")),
        );
        self.report(ContractChange::new(
            Code::ResponseRemoved,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    fn response_added(
        &mut self,
        response: &Response,
        (old, new): (&Operation, &Operation),
        direction: MessageDirection,
    ) {
        let (level, sentence) = match direction.is_written() {
            true => (
                ChangeLevel::Safe,
                format!("The response `{}` was added.", response.code),
            ),
            false => (
                ChangeLevel::Noted,
                format!(
                    "The response `{}` was added: callers may receive it.",
                    response.code
                ),
            ),
        };
        let sides = (
            ChangeSide::absent(&old.at.child("responses")),
            ChangeSide::present(&place(new, &response.code), &response.code),
        );
        self.report(ContractChange::new(
            Code::ResponseAdded,
            level,
            sentence,
            sides,
        ));
    }

    fn generalised(&mut self, was: &Response, is: &Response, (old, new): (&Operation, &Operation)) {
        let sentence = format!(
            "The response `{}` is now covered by `{}`.",
            was.code, is.code
        );
        let sides = (
            ChangeSide::present(&place(old, &was.code), &was.code),
            ChangeSide::present(&place(new, &is.code), &is.code),
        );
        self.report(ContractChange::new(
            Code::ResponseGeneralised,
            ChangeLevel::Noted,
            sentence,
            sides,
        ));
    }
}

/// Where the response of a code is in its operation, be it written there or referred to.
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

/// Whether the new response of a status says about its content what the old general one promised.
fn is_described(new: &Response, old: &Response) -> bool {
    let is_within = old.code != DEFAULT || is_failure(&new.code);
    is_within && !new.content.is_empty()
}

fn is_failure(code: &str) -> bool {
    code.starts_with(['4', '5'])
}
