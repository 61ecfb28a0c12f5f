use crate::violation::Violation;

/// Whether a value fits the document, and the first thing that does not.
pub(crate) type Checked = Result<(), Violation>;
