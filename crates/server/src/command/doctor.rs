use std::fmt::Write as _;

use billing_stripe::KnownLinks;
use directory::{DatabaseState, Examination, Kept};
use jiff::SignedDuration;

use crate::command::online;
use crate::failure::Failure;
use crate::listener::connections_kept_back;
use crate::settings::{BearerKeys, BearerSettings, Effective, Settings};
use crate::{database, egress, key_secret, program};

/// How far our clock may be from the database's.
const MOST_APART: SignedDuration = SignedDuration::from_secs(5);

/// What was found out about one part.
pub(crate) struct Finding {
    pub(crate) part: &'static str,
    pub(crate) verdict: Verdict,
    /// What it is like; where it is not good, with the way out.
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Good,
    /// It works, and deserves a word.
    Warning,
    Bad,
}

impl Finding {
    pub(crate) fn good(part: &'static str, text: impl Into<String>) -> Self {
        Self::new(part, Verdict::Good, text)
    }

    pub(crate) fn new(part: &'static str, verdict: Verdict, text: impl Into<String>) -> Self {
        Self {
            part,
            verdict,
            text: text.into(),
        }
    }
}

/// Looks at everything that the server needs, and changes nothing. Settings that are wrong end every command before this.
pub(crate) async fn examine(
    settings: &Settings,
    effective: &[Effective],
) -> Result<String, Failure> {
    let (database, known) = database(settings).await;
    let online = online::reports(settings, &known).await;
    let mut findings = self::settings(settings, effective);
    findings.extend(keys(settings));
    findings.extend(database);
    findings.extend(online?.into_iter().flat_map(online::Report::into_findings));
    let text: String = findings.iter().map(line).collect();
    let bad = |finding: &&Finding| finding.verdict == Verdict::Bad;
    let mut parts: Vec<_> = findings
        .iter()
        .filter(bad)
        .map(|finding| finding.part)
        .collect();
    parts.dedup();
    if parts.is_empty() {
        return Ok(text);
    }
    program::print(&text).map_err(|error| Failure::of("stdout cannot be written", &error))?;
    Err(Failure::Other(format!(
        "to be mended: {}",
        parts.join(", ")
    )))
}

fn settings(settings: &Settings, effective: &[Effective]) -> Vec<Finding> {
    let given = |line: &&Effective| line.origin != "default";
    let given = effective.iter().filter(given).count();
    let left = effective.len() - given;
    let mut findings = vec![Finding::good(
        "settings",
        format!("{given} given, {left} by default; `config check` shows them"),
    )];
    if let Some(proxy) = egress::of_environment()
        .ok()
        .and_then(|egress| egress.proxy())
    {
        let text =
            format!("Stripe and issuers of tokens are reached through {proxy} (HTTPS_PROXY)");
        findings.push(Finding::good("settings", text));
    }
    let warnings = settings.warnings().into_iter();
    let warnings = warnings.chain(connections_kept_back(settings));
    findings.extend(warnings.map(|text| Finding::new("settings", Verdict::Warning, text)));
    findings
}

/// The warnings of the settings speak of a secret that is not set.
fn keys(settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if settings.key_secret.is_some() {
        let text = match settings.key_secret_previous {
            Some(_) => {
                "API keys are hashed under ACCOUNTS_KEY_SECRET; those of the previous secret work too"
            }
            None => "API keys are hashed under ACCOUNTS_KEY_SECRET",
        };
        findings.push(Finding::good("keys", text));
    }
    if let Ok(Some(BearerSettings {
        keys: BearerKeys::Fixed(_),
        rules,
    })) = BearerSettings::of(settings)
    {
        let text = format!(
            "bearer tokens of {} are verified with the keys of a file",
            rules.issuer
        );
        findings.push(Finding::good("keys", text));
    }
    findings
}

/// Also answers what the database has of the billing provider.
async fn database(settings: &Settings) -> (Vec<Finding>, KnownLinks) {
    let options = database::options(settings);
    let examined = Examination::of(settings.database_url.as_str(), options).await;
    let Examination {
        name,
        state,
        newer,
        clock_ahead,
        kept: Kept {
            billing,
            key_secret,
        },
    } = match examined {
        Ok(examination) => examination,
        Err(error) => {
            let text = format!("ACCOUNTS_DATABASE_URL: {}", crate::telemetry::chain(&error));
            let bad = Finding::new("database", Verdict::Bad, text);
            return (vec![bad], KnownLinks::default());
        }
    };
    let (verdict, state) = match state {
        DatabaseState::NotMade => (
            Verdict::Good,
            "not there yet; the first start makes it, or `accounts-server migrate`".to_owned(),
        ),
        DatabaseState::ReadOnly => (
            Verdict::Bad,
            "it is whole, and cannot be written; make the file and its folder writable".to_owned(),
        ),
        DatabaseState::Lacks(0) => (
            Verdict::Good,
            "up to date, whole, and can be written".to_owned(),
        ),
        DatabaseState::Lacks(count) => (
            Verdict::Good,
            format!(
                "can be written; the next start, or `accounts-server migrate`, runs {count} migrations"
            ),
        ),
    };
    let mut findings = vec![Finding::new(
        "database",
        verdict,
        format!("{name}: {state}"),
    )];
    findings.extend(newer.map(|version| {
        let text = format!(
            "{name}: a later version of this program has migrated it (migration {version}); this one works on it"
        );
        Finding::good("database", text)
    }));
    let hasher = key_secret::hasher(settings);
    let mismatch = key_secret.and_then(|known| key_secret::mismatch(&hasher, known));
    findings.extend(mismatch.map(|text| Finding::new("keys", Verdict::Warning, text)));
    findings.extend(clock_ahead.map(clock));
    let customers = billing.manual_customers.iter();
    let known = KnownLinks {
        account: billing.account,
        customers: customers.filter_map(|id| id.parse().ok()).collect(),
    };
    (findings, known)
}

fn clock(ahead: SignedDuration) -> Finding {
    let apart = ahead.abs().as_secs_f64();
    if ahead.abs() <= MOST_APART {
        return Finding::good("clock", format!("{apart:.1} s from the database's"));
    }
    let side = if ahead.is_negative() {
        "ahead of"
    } else {
        "behind"
    };
    let text = format!(
        "this machine's clock is {apart:.0} s {side} the database's; have both set by NTP: timedatectl set-ntp true"
    );
    Finding::new("clock", Verdict::Bad, text)
}

fn line(finding: &Finding) -> String {
    let Finding {
        part,
        verdict,
        text,
    } = finding;
    let verdict = match verdict {
        Verdict::Good => "good",
        Verdict::Warning => "warning",
        Verdict::Bad => "BAD",
    };
    let mut line = String::new();
    // Writing to a string cannot fail.
    writeln!(line, "{verdict:<7}  {part:<8}  {text}").ok();
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_that_is_wrong() {
        for (ahead, verdict, text) in [
            (0, Verdict::Good, "0.0 s from"),
            (-5, Verdict::Good, "5.0 s from"),
            (60, Verdict::Bad, "60 s behind"),
            (-60, Verdict::Bad, "60 s ahead of"),
        ] {
            let finding = clock(SignedDuration::from_secs(ahead));
            assert_eq!(finding.verdict, verdict, "{ahead}");
            assert!(finding.text.contains(text), "{}", finding.text);
        }
    }
}
