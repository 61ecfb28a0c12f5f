/// What `doctor` found out about one part.
pub(crate) struct PartFinding {
    pub(crate) part: &'static str,
    pub(crate) status: Status,
    /// What it is like; where it is not good, how to fix it.
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Good,
    /// It works, and is worth a warning.
    Warning,
    Bad,
}

impl PartFinding {
    pub(crate) fn good(part: &'static str, text: impl Into<String>) -> Self {
        Self::new(part, Status::Good, text)
    }

    pub(crate) fn new(part: &'static str, status: Status, text: impl Into<String>) -> Self {
        Self {
            part,
            status,
            text: text.into(),
        }
    }

    /// A line of a list whose longest part has so many letters.
    pub(crate) fn line(&self, part_width: usize) -> String {
        let status = match self.status {
            Status::Good => "good",
            Status::Warning => "warning",
            Status::Bad => "BAD",
        };
        format!("{status:<7}  {:<part_width$}  {}\n", self.part, self.text)
    }
}
