use std::borrow::Cow;

use super::construct::{Code, Construct, Level};
use crate::document::{Place, Pointer};
use crate::target_kind::TargetKind;
use crate::text::message;

/// A construct that was found at a place of the document.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    construct: &'static Construct,
    pointer: Pointer,
    place: Option<Box<Place>>,
    reason: Cow<'static, str>,
    help: Cow<'static, str>,
    /// Nothing that is generated has to do with it.
    harmless: bool,
}

impl Diagnostic {
    pub(super) fn new(construct: &'static Construct, pointer: Pointer) -> Self {
        Self {
            construct,
            pointer,
            place: None,
            reason: construct.reason.into(),
            help: construct.help.into(),
            harmless: false,
        }
    }

    /// With the reason in this case. What a document says in it stays within the line.
    #[must_use]
    pub fn because(self, reason: impl AsRef<str>) -> Self {
        Self {
            reason: message(reason.as_ref()).into(),
            ..self
        }
    }

    /// With what to write in this case.
    #[must_use]
    pub fn with_help(self, help: impl AsRef<str>) -> Self {
        Self {
            help: message(help.as_ref()).into(),
            ..self
        }
    }

    /// With where it is written.
    #[must_use]
    pub fn located(self, place: Place) -> Self {
        Self {
            place: Some(Box::new(place)),
            ..self
        }
    }

    /// The same as a note: nothing that is generated has to do with it.
    #[must_use]
    pub fn harmless(self) -> Self {
        Self {
            harmless: true,
            ..self
        }
    }

    /// The number of the construct.
    pub fn code(&self) -> Code {
        self.construct.code
    }

    /// Where it is in the effective document.
    pub fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// Where that is written: in the published document, or in the overlay that added or changed it.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_deref()
    }

    /// Its place for people, in one line.
    pub fn location(&self) -> String {
        let pointer = self.pointer.shown();
        match &self.place {
            Some(place) => format!("{place} {pointer}"),
            None => pointer,
        }
    }

    /// Why it is refused, or what becomes of it.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What to write instead.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// What comes of it in a target.
    pub fn level(&self, target: TargetKind) -> Level {
        let level = self.construct.support.of(target);
        match self.harmless {
            true => level.min(Level::Noted),
            false => level,
        }
    }

    /// Whether what it belongs to cannot be generated for a target.
    pub fn refuses(&self, target: TargetKind) -> bool {
        self.level(target) == Level::Refused
    }

    /// The worst that comes of it in some targets.
    pub fn worst(&self, targets: &[TargetKind]) -> Level {
        let levels = targets.iter().map(|target| self.level(*target));
        levels.max().unwrap_or(Level::Supported)
    }
}

impl PartialEq for Diagnostic {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Diagnostic {}

impl Diagnostic {
    /// What tells two apart.
    pub fn key(&self) -> (Code, &Pointer, &str) {
        (self.code(), &self.pointer, &self.reason)
    }
}
