use metrics::{Counter, counter};

/// Portal sessions by what became of them, for the metrics.
pub(crate) struct PortalCounts {
    /// Looked up once: most of them are.
    opened: Counter,
}

impl PortalCounts {
    /// What those that were opened are called.
    pub(crate) const OPENED: &str = "opened";

    pub(crate) fn new() -> Self {
        Self {
            opened: outcome(Self::OPENED),
        }
    }

    pub(crate) fn count(&self, name: &'static str) {
        match name {
            Self::OPENED => self.opened.increment(1),
            failed => outcome(failed).increment(1),
        }
    }
}

fn outcome(outcome: &'static str) -> Counter {
    counter!("billing_portal_sessions_total", "outcome" => outcome)
}
