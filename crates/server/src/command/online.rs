use std::error::Error;

use billing_stripe::KnownLinks;

use crate::command::doctor::{self, Verdict};
use crate::failure::Failure;
use crate::settings::{BearerKeys, BearerSettings, Settings};
use crate::{egress, program, telemetry, tokens};

/// What somebody outside said when asked whether they would do what this server needs.
pub(crate) struct Report {
    /// What was asked about.
    part: &'static str,
    /// Who was asked.
    whom: String,
    /// What does not work when a finding is bad.
    need: &'static str,
    findings: Vec<Finding>,
}

struct Finding {
    subject: &'static str,
    /// What is good about it, or what is wrong.
    outcome: Result<String, Box<dyn Error + Send + Sync>>,
}

/// Asks Stripe and the issuer of bearer tokens whether they would do what this server needs. `text` goes in front of what they say.
pub(crate) async fn check(settings: &Settings, text: String) -> Result<String, Failure> {
    let reports = reports(settings, &KnownLinks::default()).await?;
    if reports.is_empty() {
        return Ok(format!(
            "{text}\nThere is nobody to ask online: ACCOUNTS_BILLING is not stripe, and no keys of bearer tokens are fetched.\n"
        ));
    }
    let paragraphs: String = reports.iter().map(paragraph).collect();
    let text = format!("{text}{paragraphs}");
    let failures: Vec<_> = reports.iter().filter_map(failure).collect();
    if failures.is_empty() {
        return Ok(text);
    }
    program::print(&text).map_err(|error| Failure::of("stdout cannot be written", &error))?;
    Err(Failure::Other(failures.join("\n")))
}

/// What everybody outside says. Stripe is asked about the links that are `known`, too.
pub(crate) async fn reports(
    settings: &Settings,
    known: &KnownLinks,
) -> Result<Vec<Report>, Failure> {
    let (stripe, issuer) = tokio::try_join!(stripe(settings, known), issuer(settings))?;
    Ok(stripe.into_iter().chain(issuer).collect())
}

impl Report {
    /// The same for the doctor.
    pub(crate) fn into_findings(self) -> impl Iterator<Item = doctor::Finding> {
        let Self {
            part,
            whom,
            findings,
            ..
        } = self;
        findings.into_iter().map(move |finding| {
            let subject = finding.subject;
            let (verdict, words) = match finding.outcome {
                Ok(words) => (Verdict::Good, words),
                Err(error) => (Verdict::Bad, telemetry::chain(error.as_ref())),
            };
            doctor::Finding::new(part, verdict, format!("{whom}: {subject}: {words}"))
        })
    }
}

async fn stripe(settings: &Settings, known: &KnownLinks) -> Result<Option<Report>, Failure> {
    let Some(options) = egress::stripe(settings)? else {
        return Ok(None);
    };
    let findings = billing_stripe::check(&options, known).await;
    let findings = findings.map_err(|error| Failure::of("Stripe", &error))?;
    let mode = if options.secret_key.is_live() {
        "live mode"
    } else {
        "test mode"
    };
    let own = |billing_stripe::Finding { subject, outcome }| Finding { subject, outcome };
    Ok(Some(Report {
        part: "provider",
        whom: format!("Stripe at {}, {mode}", options.api_base),
        need: "portal sessions would fail at Stripe",
        findings: findings.into_iter().map(own).collect(),
    }))
}

/// Keys in a file were read with the settings; what is left are those that the issuer publishes.
async fn issuer(settings: &Settings) -> Result<Option<Report>, Failure> {
    let bearer = BearerSettings::of(settings).ok().flatten();
    let Some(BearerSettings {
        rules,
        keys: BearerKeys::Remote(_),
    }) = bearer
    else {
        return Ok(None);
    };
    let Some(tokens) = tokens::verifier(settings)? else {
        return Ok(None);
    };
    let fetched = tokens.ping().await;
    let outcome = fetched.map(|()| "fetched, and fit".to_owned());
    Ok(Some(Report {
        part: "keys",
        whom: format!("Issuer of bearer tokens, {}", rules.issuer),
        need: "bearer tokens could not be verified",
        findings: vec![Finding {
            subject: "keys",
            outcome: outcome.map_err(Into::into),
        }],
    }))
}

fn paragraph(report: &Report) -> String {
    let line = |finding: &Finding| {
        let outcome = finding.outcome.as_deref().unwrap_or("failed");
        format!("  {:<20}  {outcome}\n", finding.subject)
    };
    let lines: String = report.findings.iter().map(line).collect();
    format!("\n{}:\n{lines}", report.whom)
}

/// What went wrong; `None` when nothing did.
fn failure(report: &Report) -> Option<String> {
    let line = |finding: &Finding| {
        let error = finding.outcome.as_ref().err()?;
        let words = telemetry::chain(error.as_ref());
        Some(format!("\n  {}: {words}", finding.subject))
    };
    let lines: Vec<_> = report.findings.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| format!("{}{}", report.need, lines.concat()))
}
