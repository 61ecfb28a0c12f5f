use std::path::PathBuf;

use billing_stripe::KnownLinks;
use clap::Args;
use directory::{DatabaseState, Examination, Kept};

use crate::cli_error::CliError;
use crate::command::finding::{PartFinding, Status};
use crate::command::{clock, directory_findings, outside};
use crate::error_chain::chain;
use crate::listener::too_few_files;
use crate::settings::{BearerKeys, BearerSettings, Effective, Settings};
use crate::telemetry::traces_endpoint;
use crate::{database, egress, key_secret, keys, output};

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// With ACCOUNTS_DIRECTORY=recoup: a file that holds a key of the published service and nothing else, to see whether
    /// ACCOUNTS_KEY_SECRET is the secret that it hashes keys with.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

/// Checks everything that the server needs, and changes nothing. Wrong settings end every command before this.
pub(crate) async fn examine(
    doctor: Doctor,
    settings: &Settings,
    effective: &[Effective],
) -> Result<String, CliError> {
    traces_endpoint()?;
    let directory = directory_findings::findings(settings, doctor.key_file.as_deref()).await?;
    let (database, known) = database(settings).await;
    let outside = outside::findings(settings, &known).await?;
    let mut findings = self::settings(settings, effective);
    findings.extend(self::keys(settings));
    findings.extend(database);
    findings.extend(directory);
    findings.extend(outside);
    let widths = findings.iter().map(|finding| finding.part.len());
    let width = widths.max().unwrap_or_default();
    let lines = findings.iter().map(|finding| finding.line(width));
    let text: String = lines.collect();
    let bad = findings
        .iter()
        .filter(|finding| finding.status == Status::Bad);
    let mut parts: Vec<_> = bad.map(|finding| finding.part).collect();
    parts.dedup();
    if parts.is_empty() {
        return Ok(text);
    }
    output::print(&text).map_err(|error| CliError::of("stdout cannot be written", &error))?;
    let parts = parts.join(", ");
    Err(CliError::Other(format!("needs fixing: {parts}")))
}

fn settings(settings: &Settings, effective: &[Effective]) -> Vec<PartFinding> {
    let given = |line: &&Effective| line.origin != "default";
    let given = effective.iter().filter(given).count();
    let left = effective.len() - given;
    let mut findings = vec![PartFinding::good(
        "settings",
        format!("{given} given, {left} by default; `config check` shows them"),
    )];
    if let Some(proxy) = egress::from_environment()
        .ok()
        .and_then(|egress| egress.proxy())
    {
        let text =
            format!("Stripe and issuers of tokens are reached through {proxy} (HTTPS_PROXY)");
        findings.push(PartFinding::good("settings", text));
    }
    if let Ok(Some(collector)) = traces_endpoint() {
        let text = format!("traces are sent to {collector} (OTEL_EXPORTER_OTLP_ENDPOINT)");
        findings.push(PartFinding::good("settings", text));
    }
    let warnings = settings.warnings().into_iter();
    let warnings = warnings.chain(too_few_files(settings));
    findings.extend(warnings.map(|text| PartFinding::new("settings", Status::Warning, text)));
    findings
}

/// A secret that is not set is among the warnings of the settings.
fn keys(settings: &Settings) -> Vec<PartFinding> {
    let mut findings = Vec::new();
    if settings.key_secret.is_some() {
        let text = match settings.key_secret_previous {
            Some(_) => {
                "API keys are hashed with ACCOUNTS_KEY_SECRET; those of the previous secret work too"
            }
            None => "API keys are hashed with ACCOUNTS_KEY_SECRET",
        };
        findings.push(PartFinding::good("keys", text));
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
        findings.push(PartFinding::good("keys", text));
    }
    findings
}

/// Also returns the links to the billing provider that the database holds.
async fn database(settings: &Settings) -> (Vec<PartFinding>, KnownLinks) {
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
            let text = format!("ACCOUNTS_DATABASE_URL: {}", chain(&error));
            let bad = PartFinding::new("database", Status::Bad, text);
            return (vec![bad], KnownLinks::default());
        }
    };
    let (status, state) = match state {
        DatabaseState::Missing => (
            Status::Good,
            "does not exist yet; the first start creates it, or `accounts-server migrate`"
                .to_owned(),
        ),
        DatabaseState::ReadOnly => (
            Status::Bad,
            "it is intact, and cannot be written; make the file and its folder writable".to_owned(),
        ),
        DatabaseState::PendingMigrations(0) => (
            Status::Good,
            "up to date, intact, and can be written".to_owned(),
        ),
        DatabaseState::PendingMigrations(count) => (
            Status::Good,
            format!(
                "can be written; the next start, or `accounts-server migrate`, runs {count} migrations"
            ),
        ),
    };
    let mut findings = vec![PartFinding::new(
        "database",
        status,
        format!("{name}: {state}"),
    )];
    findings.extend(newer.map(|version| {
        let text = format!(
            "{name}: a later version of this program has migrated it (migration {version}); this one works with it"
        );
        PartFinding::good("database", text)
    }));
    let hasher = keys::hasher(settings);
    let mismatch = key_secret.and_then(|known| key_secret::mismatch(&hasher, known));
    findings.extend(mismatch.map(|text| PartFinding::new("keys", Status::Warning, text)));
    findings.extend(clock_ahead.map(|ahead| clock::finding("the database's", ahead)));
    let customers = billing.manual_customers.iter();
    let known = KnownLinks {
        account: billing.account,
        customers: customers.filter_map(|id| id.parse().ok()).collect(),
    };
    (findings, known)
}
