use super::change::{Change, Spot};
use super::code::ContractCode as Code;
use super::comparison::Comparison;
use super::parameter_value::ValuePair;
use crate::breaking::schema::{Direction, Level};
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

impl Comparison<'_> {
    /// Compares headers, whose names have no case.
    pub(super) fn headers(&mut self, sides: HeaderSides<'_>, direction: Direction) {
        for header in described(sides.old.0) {
            match find(sides.new.0, header) {
                Some(other) => self.header(header, other, sides.of, direction),
                None => {
                    let notice = match direction.is_written() {
                        true => "what callers send in it is ignored",
                        false => "callers that read it no longer get it",
                    };
                    let sentence = format!(
                        "The header `{}` {} was removed: {notice}.",
                        header.name, sides.of
                    );
                    let spots = (
                        Spot::says(&header.at, &header.name),
                        Spot::lacks(sides.new.1),
                    );
                    self.report(Change::new(
                        Code::HeaderRemoved,
                        Level::Breaking,
                        sentence,
                        spots,
                    ));
                }
            }
        }
        for header in described(sides.new.0).filter(|header| find(sides.old.0, header).is_none()) {
            let spots = (
                Spot::lacks(sides.old.1),
                Spot::says(&header.at, &header.name),
            );
            let change = if header.required && direction.is_written() {
                let sentence = format!(
                    "The header `{}` {} was added and is required.",
                    header.name, sides.of
                );
                Change::new(Code::RequiredHeaderAdded, Level::Breaking, sentence, spots)
            } else {
                let sentence = format!("The header `{}` {} was added.", header.name, sides.of);
                Change::new(Code::HeaderAdded, Level::Safe, sentence, spots)
            };
            self.report(change);
        }
    }

    fn header(&mut self, old: &Header, new: &Header, of: &str, direction: Direction) {
        let subject = format!("The header `{}` {of}", new.name);
        let word = |required: bool| if required { "required" } else { "optional" };
        if old.required != new.required {
            let (code, level, notice) = match (new.required, direction.is_written()) {
                (true, true) => (
                    Code::HeaderBecameRequired,
                    Level::Breaking,
                    "is required: what lacks it is refused.",
                ),
                (false, true) => (Code::HeaderBecameOptional, Level::Safe, "may be left out."),
                (true, false) => (Code::HeaderBecameRequired, Level::Safe, "is always there."),
                (false, false) => (
                    Code::HeaderBecameOptional,
                    Level::Breaking,
                    "may be missing: callers that need it fail.",
                ),
            };
            let spots = (
                Spot::says(&old.at, word(old.required)),
                Spot::says(&new.at, word(new.required)),
            );
            self.report(Change::new(
                code,
                level,
                format!("{subject} {notice}"),
                spots,
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
