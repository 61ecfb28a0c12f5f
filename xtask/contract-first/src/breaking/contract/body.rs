use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::content::ContentSides;
use super::role::Role;
use crate::breaking::schema::{ChangeLevel, MessageDirection};
use crate::model::description::{Operation, RequestBody};

impl ContractComparison<'_> {
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
                    Role::Callback => "receivers no longer receive it",
                };
                let sentence = format!("The request body was removed: {notice}.");
                let sides = (
                    ChangeSide::present(&was.at, names(was)),
                    ChangeSide::absent(&new.at),
                );
                self.report(ContractChange::new(
                    Code::RequestBodyRemoved,
                    ChangeLevel::Breaking,
                    sentence,
                    sides,
                ));
            }
            (None, Some(is)) => {
                let sides = (
                    ChangeSide::absent(&old.at),
                    ChangeSide::present(&is.at, names(is)),
                );
                let change = if is.required && direction.is_written() {
                    let sentence =
                        "A required request body was added: requests without it are rejected."
                            .to_owned();
                    ContractChange::new(
                        Code::RequiredRequestBodyAdded,
                        ChangeLevel::Breaking,
                        sentence,
                        sides,
                    )
                } else {
                    let sentence = "An optional request body was added.".to_owned();
                    ContractChange::new(Code::RequestBodyAdded, ChangeLevel::Safe, sentence, sides)
                };
                self.report(change);
            }
            (None, None) => {}
        }
    }

    fn body_required(&mut self, old: &RequestBody, new: &RequestBody, direction: MessageDirection) {
        if old.required == new.required {
            return;
        }
        let (code, level, sentence) = match (new.required, direction.is_written()) {
            (true, true) => (
                Code::RequestBodyBecameRequired,
                ChangeLevel::Breaking,
                "The request body became required: requests without it are rejected.",
            ),
            (false, true) => (
                Code::RequestBodyBecameOptional,
                ChangeLevel::Safe,
                "The request body became optional.",
            ),
            (true, false) => (
                Code::RequestBodyBecameRequired,
                ChangeLevel::Safe,
                "The request now always has a body.",
            ),
            (false, false) => (
                Code::RequestBodyBecameOptional,
                ChangeLevel::Breaking,
                "The request may now come without a body: receivers that need it fail.",
            ),
        };
        let word = |required: bool| if required { "required" } else { "optional" };
        let sides = (
            ChangeSide::present(&old.at, word(old.required)),
            ChangeSide::present(&new.at, word(new.required)),
        );
        self.report(ContractChange::new(code, level, sentence.to_owned(), sides));
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
