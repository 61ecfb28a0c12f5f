/// Why a customer leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    TooExpensive,
    Unused,
    MissingFeature,
    Switched,
    Other,
}

impl Reason {
    /// All, as they are offered.
    pub(crate) const ALL: [Self; 5] = [
        Self::TooExpensive,
        Self::Unused,
        Self::MissingFeature,
        Self::Switched,
        Self::Other,
    ];

    /// What forms and rows call it: Stripe's words, where it has the same.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::TooExpensive => "too_expensive",
            Self::Unused => "unused",
            Self::MissingFeature => "missing_features",
            Self::Switched => "switched_service",
            Self::Other => "other",
        }
    }

    /// What customers read.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::TooExpensive => "It costs too much",
            Self::Unused => "I do not use it enough",
            Self::MissingFeature => "Something is missing",
            Self::Switched => "I found something else",
            Self::Other => "Another reason",
        }
    }

    /// The reason of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}
