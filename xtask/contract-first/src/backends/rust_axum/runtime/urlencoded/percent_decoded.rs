use crate::urlencoded::decoded;

/// A value that was sent where a plus sign is no blank.
pub(crate) fn percent_decoded(sent: &str) -> String {
    decoded(&sent.replace('+', "%2B"))
}
