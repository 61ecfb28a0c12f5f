use metrics::{Counter, counter};

/// Portal sessions by what became of them, for the metrics.
pub(crate) struct PortalCounts {
    /// Looked up once: most of them are.
    opened: Counter,
}

impl PortalCounts {
    /// What those that were opened are called.
    pub(crate) const OPENED: &str = "opened";
    /// What those are called whose caller left before.
    const ABANDONED: &str = "abandoned";

    pub(crate) fn new() -> Self {
        Self {
            opened: outcome(Self::OPENED),
        }
    }

    fn count(&self, name: &'static str) {
        match name {
            Self::OPENED => self.opened.increment(1),
            failed => outcome(failed).increment(1),
        }
    }
}

/// What becomes of one session: counted once, also when nobody waits for it any more.
pub(crate) struct PortalOutcome<'a> {
    counts: &'a PortalCounts,
    name: Option<&'static str>,
}

impl<'a> PortalOutcome<'a> {
    pub(crate) fn of(counts: &'a PortalCounts) -> Self {
        Self { counts, name: None }
    }

    pub(crate) fn is(mut self, name: &'static str) {
        self.name = Some(name);
    }
}

impl Drop for PortalOutcome<'_> {
    fn drop(&mut self) {
        self.counts
            .count(self.name.unwrap_or(PortalCounts::ABANDONED));
    }
}

fn outcome(outcome: &'static str) -> Counter {
    counter!("billing_portal_sessions_total", "outcome" => outcome)
}
