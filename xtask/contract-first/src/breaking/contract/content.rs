use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::media_range::MediaRange;
use crate::breaking::schema::{ChangeLevel, Described, MessageDirection};
use crate::document::Pointer;
use crate::model::description::MediaType;

/// What has the content: a request or a response.
#[derive(Clone, Copy)]
pub struct ContentSides<'c> {
    pub old: (&'c [MediaType], &'c Pointer),
    pub new: (&'c [MediaType], &'c Pointer),
    /// ``the request``, ``the response `200` ``.
    pub of: &'c str,
}

/// A media type of a document, and what it stands for.
type Ranged<'c> = (MediaRange, &'c MediaType);

impl ContractComparison<'_> {
    /// Compares the content of a body by media type; the most specific range says what a type holds.
    pub(super) fn content(&mut self, sides: ContentSides<'_>, direction: MessageDirection) {
        let ranged = |list: &'_ [MediaType]| -> Vec<MediaRange> {
            list.iter()
                .map(|media| MediaRange::of(&media.name))
                .collect()
        };
        let (old_ranges, new_ranges) = (ranged(sides.old.0), ranged(sides.new.0));
        let old: Vec<Ranged<'_>> = old_ranges.into_iter().zip(sides.old.0).collect();
        let new: Vec<Ranged<'_>> = new_ranges.into_iter().zip(sides.new.0).collect();
        for (range, media) in &old {
            match most_specific(&new, range) {
                Some((other, _)) if widens(range, other) && !direction.is_written() => {
                    self.media_type_widened(media, other, sides);
                }
                Some((_, other)) => self.media_type(media, other, direction),
                None => self.media_type_gone((range, media), &new, sides, direction),
            }
        }
        for (range, media) in &new {
            match most_specific(&old, range) {
                // Compared already.
                Some((other, _)) if range.covers(other) => {}
                Some((_, other)) => self.media_type(other, media, direction),
                None => self.media_type_added(media, sides, direction),
            }
        }
    }

    fn media_type(&mut self, old: &MediaType, new: &MediaType, direction: MessageDirection) {
        let described = |media: &MediaType| match media.schema {
            Some(_) => media.at.child("schema"),
            None => media.at.clone(),
        };
        let (old_at, new_at) = (described(old), described(new));
        self.values(
            Described {
                schema: old.schema,
                at: &old_at,
            },
            Described {
                schema: new.schema,
                at: &new_at,
            },
            direction,
        );
        self.encodings(old, new, direction);
    }

    fn media_type_gone(
        &mut self,
        (range, media): (&MediaRange, &MediaType),
        new: &[Ranged<'_>],
        sides: ContentSides<'_>,
        direction: MessageDirection,
    ) {
        let is_narrowed = range.is_range() && new.iter().any(|(other, _)| range.covers(other));
        let (level, notice) = match direction {
            MessageDirection::Request => (ChangeLevel::Breaking, "requests in it are rejected"),
            MessageDirection::CallbackResponse => {
                (ChangeLevel::Breaking, "responses in it are not understood")
            }
            MessageDirection::Response if is_narrowed => {
                (ChangeLevel::Safe, "the remaining media type is part of it")
            }
            MessageDirection::Response => (
                ChangeLevel::Breaking,
                "callers that ask for it no longer get it",
            ),
            // The receiver must read whatever comes.
            MessageDirection::CallbackRequest => (ChangeLevel::Safe, "it is no longer sent"),
        };
        let sentence = format!(
            "The media type `{}` of {} was removed: {notice}.",
            media.name, sides.of
        );
        let change_sides = (
            ChangeSide::present(&media.at, &media.name),
            ChangeSide::absent(sides.new.1),
        );
        self.report(ContractChange::new(
            Code::MediaTypeRemoved,
            level,
            sentence,
            change_sides,
        ));
    }

    fn media_type_widened(
        &mut self,
        media: &MediaType,
        other: &MediaRange,
        sides: ContentSides<'_>,
    ) {
        let found = sides
            .new
            .0
            .iter()
            .find(|new| MediaRange::of(&new.name) == *other);
        let Some(found) = found else {
            return;
        };
        let sentence = format!(
            "The media type `{}` of {} was widened to `{}`: callers may receive other media types.",
            media.name, sides.of, found.name
        );
        let change_sides = (
            ChangeSide::present(&media.at, &media.name),
            ChangeSide::present(&found.at, &found.name),
        );
        self.report(ContractChange::new(
            Code::MediaTypeWidened,
            ChangeLevel::Breaking,
            sentence,
            change_sides,
        ));
    }

    fn media_type_added(
        &mut self,
        media: &MediaType,
        sides: ContentSides<'_>,
        direction: MessageDirection,
    ) {
        let (level, notice) = match direction {
            // A receiver is not asked what it understands.
            MessageDirection::CallbackRequest if !sides.old.0.is_empty() => {
                (ChangeLevel::Breaking, " Receivers may not understand it.")
            }
            _ => (ChangeLevel::Safe, ""),
        };
        let sentence = format!(
            "The media type `{}` of {} was added.{notice}",
            media.name, sides.of
        );
        let change_sides = (
            ChangeSide::absent(sides.old.1),
            ChangeSide::present(&media.at, &media.name),
        );
        self.report(ContractChange::new(
            Code::MediaTypeAdded,
            level,
            sentence,
            change_sides,
        ));
    }
}

/// Whether a reader of `narrow` may meet something else in `wide`.
fn widens(narrow: &MediaRange, wide: &MediaRange) -> bool {
    !narrow.covers(wide)
}

fn most_specific<'r, 'c>(list: &'r [Ranged<'c>], range: &MediaRange) -> Option<&'r Ranged<'c>> {
    let covering = list.iter().filter(|(other, _)| other.covers(range));
    covering.max_by_key(|(other, _)| other.specificity())
}
