//! The command `explain`.

use std::io::Write;

use anyhow::{Result, anyhow};

use crate::diagnostic::constructs::find;
use crate::diagnostic::{Code, Construct, Level};
use crate::target_kind::TargetKind;
use crate::terminal::{ATTENTION, BAD, GOOD, LABEL, styled};

/// The construct that a code names: `CF0123`, or `123`.
///
/// # Errors
/// No construct has the code.
pub fn construct(text: &str) -> Result<&'static Construct> {
    let found = Code::parse(text).and_then(find);
    found.ok_or_else(|| anyhow!("no construct has this code; codes look like CF0101"))
}

/// `explain`.
///
/// # Errors
/// When `out` cannot be written.
pub fn explain(construct: &Construct, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{} {}", construct.code, construct.title)?;
    for target in TargetKind::ALL {
        let level = construct.support.of(target);
        let style = match level {
            Level::Supported => GOOD,
            Level::Noted => ATTENTION,
            Level::Refused => BAD,
        };
        writeln!(out, "        {:<11} {}", target.id(), styled(style, level))?;
    }
    let mut line = |label, text| writeln!(out, "        {} {text}", styled(LABEL, label));
    if construct.help.is_empty() {
        return Ok(line("made:", construct.reason)?);
    }
    line("why:", construct.reason)?;
    Ok(line("fix:", construct.help)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(code: &str) -> String {
        let mut out = Vec::new();
        explain(construct(code).unwrap(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn each_target_is_named_and_a_way_out_where_one_is_needed() {
        let refused = explained("CF0201");
        assert!(refused.contains("rust-axum   refused"), "{refused}");
        assert!(refused.contains("python      noted"), "{refused}");
        assert!(refused.contains("why: ") && refused.contains("fix: "));
        let supported = explained("250");
        assert_eq!(supported.matches("supported").count(), 4, "{supported}");
        assert!(supported.contains("made: a string") && !supported.contains("fix:"));
        assert!(construct("CF9999").is_err() && construct("").is_err());
    }
}
