use crate::names::named_enum;

named_enum! {
    /// Why a customer leaves. Stripe's names, where it has the same reason.
    pub(crate) enum Reason {
        TooExpensive = "too_expensive",
        Unused = "unused",
        MissingFeature = "missing_features",
        Switched = "switched_service",
        Other = "other",
    }
}

impl Reason {
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
}
