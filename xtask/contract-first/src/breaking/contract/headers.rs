use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::parameter_value::ValuePair;
use crate::breaking::schema::{ChangeLevel, MessageDirection};
use crate::document::Pointer;
use crate::model::description::Header;

/// What has the headers: a response or a part.
#[derive(Clone, Copy)]
pub struct HeaderSides<'h> {
    pub old: (&'h [Header], &'h Pointer),
    pub new: (&'h [Header], &'h Pointer),
    /// ``of `200` ``.
    pub of: &'h str,
}

impl ContractComparison<'_> {
    /// Compares headers, whose names have no case.
    pub(super) fn headers(&mut self, sides: HeaderSides<'_>, direction: MessageDirection) {
        for header in described(sides.old.0) {
            match find(sides.new.0, header) {
                Some(other) => self.header(header, other, sides.of, direction),
                None => {
                    let notice = match direction.is_written() {
                        true => "what callers send in it is ignored",
                        false => "callers that read it no longer receive it",
                    };
                    let sentence = format!(
                        "The header `{}` {} was removed: {notice}.",
                        header.name, sides.of
                    );
                    let change_sides = (
                        ChangeSide::present(&header.at, &header.name),
                        ChangeSide::absent(sides.new.1),
                    );
                    self.report(ContractChange::new(
                        Code::HeaderRemoved,
                        ChangeLevel::Breaking,
                        sentence,
                        change_sides,
                    ));
                }
            }
        }
        for header in described(sides.new.0).filter(|header| find(sides.old.0, header).is_none()) {
            let change_sides = (
                ChangeSide::absent(sides.old.1),
                ChangeSide::present(&header.at, &header.name),
            );
            let change = if header.required && direction.is_written() {
                let sentence = format!(
                    "The header `{}` {} was added and is required.",
                    header.name, sides.of
                );
                ContractChange::new(
                    Code::RequiredHeaderAdded,
                    ChangeLevel::Breaking,
                    sentence,
                    change_sides,
                )
            } else {
                let sentence = format!("The header `{}` {} was added.", header.name, sides.of);
                ContractChange::new(Code::HeaderAdded, ChangeLevel::Safe, sentence, change_sides)
            };
            self.report(change);
        }
    }

    fn header(&mut self, old: &Header, new: &Header, of: &str, direction: MessageDirection) {
        let subject = format!("The header `{}` {of}", new.name);
        let word = |required: bool| if required { "required" } else { "optional" };
        if old.required != new.required {
            let (code, level, notice) = match (new.required, direction.is_written()) {
                (true, true) => (
                    Code::HeaderBecameRequired,
                    ChangeLevel::Breaking,
                    "became required: messages without it are rejected.",
                ),
                (false, true) => (
                    Code::HeaderBecameOptional,
                    ChangeLevel::Safe,
                    "became optional.",
                ),
                (true, false) => (
                    Code::HeaderBecameRequired,
                    ChangeLevel::Safe,
                    "is now always present.",
                ),
                (false, false) => (
                    Code::HeaderBecameOptional,
                    ChangeLevel::Breaking,
                    "may now be missing: callers that need it fail.",
                ),
            };
            let change_sides = (
                ChangeSide::present(&old.at, word(old.required)),
                ChangeSide::present(&new.at, word(new.required)),
            );
            self.report(ContractChange::new(
                code,
                level,
                format!("{subject} {notice}"),
                change_sides,
            ));
        }
        self.deprecation(
            &subject,
            (&old.at, old.deprecated),
            (&new.at, new.deprecated),
            (Code::HeaderDeprecated, Code::HeaderRestored),
        );
        let pair = ValuePair {
            subject: &subject,
            old: (&old.value, &old.at),
            new: (&new.value, &new.at),
            codes: (Code::HeaderEncodingChanged, Code::HeaderTypeWidened),
        };
        self.text_values(pair, direction);
    }
}

/// The media type is described by `content` (OpenAPI 3.1, Response Object, `headers`).
fn described(headers: &[Header]) -> impl Iterator<Item = &Header> {
    headers
        .iter()
        .filter(|header| !header.name.eq_ignore_ascii_case("content-type"))
}

fn find<'h>(headers: &'h [Header], other: &Header) -> Option<&'h Header> {
    headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case(&other.name))
}
