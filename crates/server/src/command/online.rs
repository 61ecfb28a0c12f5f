use billing_stripe::Finding;

use crate::failure::Failure;
use crate::settings::Settings;
use crate::{program, telemetry};

/// Asks Stripe whether it would do what this server needs. `text` goes in front of what it says.
pub(crate) async fn check(settings: &Settings, text: String) -> Result<String, Failure> {
    let Some(options) = settings.stripe() else {
        return Ok(format!(
            "{text}\nThere is nobody to ask online: ACCOUNTS_BILLING is not stripe.\n"
        ));
    };
    let findings = billing_stripe::check(&options).await;
    let findings = findings.map_err(|error| Failure::of("Stripe", &error))?;
    let mode = if options.secret_key.is_live() {
        "live mode"
    } else {
        "test mode"
    };
    let lines: String = findings.iter().map(line).collect();
    let text = format!("{text}\nStripe at {}, {mode}:\n{lines}", options.api_base);
    let failures: Vec<_> = findings.iter().filter_map(failure).collect();
    if failures.is_empty() {
        return Ok(text);
    }
    program::print(&text).map_err(|error| Failure::of("stdout cannot be written", &error))?;
    Err(Failure::Other(format!(
        "portal sessions would fail at Stripe{}",
        failures.concat()
    )))
}

fn line(finding: &Finding) -> String {
    let outcome = finding.outcome.as_deref().unwrap_or("failed");
    format!("  {:<20}  {outcome}\n", finding.subject)
}

fn failure(finding: &Finding) -> Option<String> {
    let error = finding.outcome.as_ref().err()?;
    let words = telemetry::chain(error.as_ref());
    Some(format!("\n  {}: {words}", finding.subject))
}
