use jiff::SignedDuration;

use crate::command::finding::{PartFinding, Status};

/// Between our clock and another.
const MAX_DIFFERENCE: SignedDuration = SignedDuration::from_secs(5);

/// What to say of a clock that is so far ahead of ours; `whose` is to be read after "of" or "from".
pub(crate) fn finding(whose: &str, ahead: SignedDuration) -> PartFinding {
    let apart = ahead.abs().as_secs_f64();
    if ahead.abs() <= MAX_DIFFERENCE {
        return PartFinding::good("clock", format!("{apart:.1} s from {whose}"));
    }
    let side = if ahead.is_negative() {
        "ahead of"
    } else {
        "behind"
    };
    let text = format!(
        "this machine's clock is {apart:.0} s {side} {whose}; synchronise both by NTP: timedatectl set-ntp true"
    );
    PartFinding::new("clock", Status::Bad, text)
}

#[cfg(test)]
mod tests;
