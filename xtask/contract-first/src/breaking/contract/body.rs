use super::change::{Change, Spot};
use super::code::ContractCode as Code;
use super::comparison::Comparison;
use super::content::ContentSides;
use super::role::Role;
use crate::breaking::schema::{Direction, Level};
use crate::model::description::{Operation, RequestBody};

impl Comparison<'_> {
    pub(super) fn request_body(&mut self, old: &Operation, new: &Operation, role: Role) {
        let direction = role.request();
        match (&old.body, &new.body) {
            (Some(was), Some(is)) => {
                self.body_required(was, is, direction);
                let sides = ContentSides {
                    old: (&was.content, &was.at),
                    new: (&is.content, &is.at),
                    of: "the request",
                };
                self.content(sides, direction);
            }
            (Some(was), None) => {
                let notice = match role {
                    Role::Call => "what callers send is ignored",
                    Role::Callback => "receivers no longer get it",
                };
                let sentence = format!("The body of the request was removed: {notice}.");
                let sides = (Spot::says(&was.at, names(was)), Spot::lacks(&new.at));
                self.report(Change::new(
                    Code::RequestBodyRemoved,
                    Level::Breaking,
                    sentence,
                    sides,
                ));
            }
            (None, Some(is)) => {
                let sides = (Spot::lacks(&old.at), Spot::says(&is.at, names(is)));
                let change = if is.required && direction.is_written() {
                    let sentence = "A body is required in the request, where there was none: requests without it are refused.".to_owned();
                    Change::new(
                        Code::RequiredRequestBodyAdded,
                        Level::Breaking,
                        sentence,
                        sides,
                    )
                } else {
                    let sentence = "The request may have a body.".to_owned();
                    Change::new(Code::RequestBodyAdded, Level::Safe, sentence, sides)
                };
                self.report(change);
            }
            (None, None) => {}
        }
    }

    fn body_required(&mut self, old: &RequestBody, new: &RequestBody, direction: Direction) {
        if old.required == new.required {
            return;
        }
        let (code, level, sentence) = match (new.required, direction.is_written()) {
            (true, true) => (
                Code::RequestBodyBecameRequired,
                Level::Breaking,
                "The body of the request is required: requests without it are refused.",
            ),
            (false, true) => (
                Code::RequestBodyBecameOptional,
                Level::Safe,
                "The body of the request may be left out.",
            ),
            (true, false) => (
                Code::RequestBodyBecameRequired,
                Level::Safe,
                "The request always has a body.",
            ),
            (false, false) => (
                Code::RequestBodyBecameOptional,
                Level::Breaking,
                "The request may come without a body: receivers that need it fail.",
            ),
        };
        let word = |required: bool| if required { "required" } else { "optional" };
        let sides = (
            Spot::says(&old.at, word(old.required)),
            Spot::says(&new.at, word(new.required)),
        );
        self.report(Change::new(code, level, sentence.to_owned(), sides));
    }
}

/// `application/json, text/csv`.
fn names(body: &RequestBody) -> String {
    let names: Vec<&str> = body
        .content
        .iter()
        .map(|media| media.name.as_str())
        .collect();
    names.join(", ")
}
