use jiff::civil::Date;

/// Why a breaking difference may pass, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The reason that was reviewed.
    pub reason: String,
    /// The last day (UTC) on which it counts.
    pub expires: Date,
}
