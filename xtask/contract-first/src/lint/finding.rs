use crate::document::Pointer;
use crate::lowering::client::Tongue;
use crate::text::message;

/// Something in the document that is not carried over as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands in the effective document.
    pub pointer: Pointer,
    /// Why it is refused, or what is left out.
    pub reason: String,
    /// What to write instead.
    pub remedy: String,
    /// What comes of it.
    pub severity: Severity,
    /// The targets that it is about.
    pub concern: Concern,
}

/// What comes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The rest is generated right; this is left out, or worth knowing.
    Note,
    /// What it concerns is not generated: it would be wrong.
    Refused,
}

/// The targets that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The server's stub and every client.
    All,
    /// Every client.
    Clients,
    /// The clients in one language.
    Client(Tongue),
}

impl Concern {
    /// Whether it is about a target: the client in a language, or the server's stub.
    pub fn includes(self, target: Option<Tongue>) -> bool {
        match self {
            Self::All => true,
            Self::Clients => target.is_some(),
            Self::Client(tongue) => target == Some(tongue),
        }
    }
}

impl Finding {
    /// A construct that is refused, whatever the target.
    pub fn refused(
        pointer: impl Into<Pointer>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            // What a document says in it stays within the line.
            reason: message(&reason.into()),
            remedy: message(&remedy.into()),
            severity: Severity::Refused,
            concern: Concern::All,
        }
    }

    /// The same as a note.
    #[must_use]
    pub fn as_note(self) -> Self {
        Self {
            severity: Severity::Note,
            ..self
        }
    }

    /// The same about some targets only.
    #[must_use]
    pub fn about(self, concern: Concern) -> Self {
        Self { concern, ..self }
    }

    /// Its place for people, in one line.
    pub fn place(&self) -> String {
        match self.pointer.as_str() {
            "" => "(the whole document)".to_owned(),
            pointer => message(pointer),
        }
    }

    /// Whether what it concerns cannot be generated for a target.
    pub fn refuses(&self, target: Option<Tongue>) -> bool {
        self.severity == Severity::Refused && self.concern.includes(target)
    }
}
