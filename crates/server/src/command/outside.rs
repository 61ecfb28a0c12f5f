use std::error::Error;
use std::time::Duration;

use billing_stripe::KnownLinks;

use crate::cli_error::CliError;
use crate::command::finding::{PartFinding, Status};
use crate::error_chain::chain;
use crate::settings::{BearerKeys, BearerSettings, Settings};
use crate::{egress, tokens};

/// For the upstream to answer.
const UPSTREAM_TIMEOUT: Duration = Duration::from_secs(10);

/// What Stripe, the issuer of bearer tokens, Privy and the upstream say when asked whether they would do what this server needs. Stripe is
/// asked about the
/// links that are `known`, too.
pub(crate) async fn findings(
    settings: &Settings,
    known: &KnownLinks,
) -> Result<Vec<PartFinding>, CliError> {
    let (stripe, issuer, privy, upstream) = tokio::try_join!(
        stripe(settings, known),
        issuer(settings),
        privy(settings),
        upstream(settings)
    )?;
    let others = issuer.into_iter().chain(privy).chain(upstream);
    Ok(stripe.into_iter().chain(others).collect())
}

/// Any response will do: nobody says what there is at `/`.
async fn upstream(settings: &Settings) -> Result<Option<PartFinding>, CliError> {
    let (Some(upstream), Some(origin)) = (egress::upstream(settings)?, &settings.upstream) else {
        return Ok(None);
    };
    let probed = tokio::time::timeout(UPSTREAM_TIMEOUT, upstream.probe()).await;
    let (status, text) = match probed {
        Ok(Ok(answer)) if answer.is_server_error() => (
            Status::Bad,
            format!("answers with status {}", answer.as_u16()),
        ),
        Ok(Ok(answer)) => (
            Status::Good,
            format!("answers; status {} for /", answer.as_u16()),
        ),
        Ok(Err(error)) => (Status::Bad, chain(&error)),
        Err(_) => {
            let seconds = UPSTREAM_TIMEOUT.as_secs();
            (Status::Bad, format!("no answer within {seconds} s"))
        }
    };
    let text = format!("{origin} (ACCOUNTS_UPSTREAM): {text}");
    Ok(Some(PartFinding::new("upstream", status, text)))
}

async fn stripe(settings: &Settings, known: &KnownLinks) -> Result<Vec<PartFinding>, CliError> {
    let Some(options) = egress::stripe(settings)? else {
        return Ok(Vec::new());
    };
    let checked = billing_stripe::check(&options, known).await;
    let checked = checked.map_err(|error| CliError::of("Stripe", &error))?;
    let live = options.secret_key.is_live();
    let mode = if live { "live mode" } else { "test mode" };
    let whom = format!("Stripe at {}, {mode}", options.api_base);
    let checked = checked.into_iter();
    let findings = checked.map(|check| finding("provider", &whom, check.subject, check.outcome));
    Ok(findings.collect())
}

/// Keys in a file were read with the settings; what is left are those that the issuer publishes.
async fn issuer(settings: &Settings) -> Result<Option<PartFinding>, CliError> {
    let bearer = BearerSettings::of(settings).ok().flatten();
    let Some(BearerSettings {
        rules,
        keys: BearerKeys::Remote(_),
    }) = bearer
    else {
        return Ok(None);
    };
    let Some(accepted) = tokens::accepted(settings)? else {
        return Ok(None);
    };
    let fetched = accepted
        .tokens
        .ping()
        .await
        .map(|()| "fetched, and valid".to_owned());
    let whom = format!("issuer of bearer tokens, {}", rules.issuer);
    Ok(Some(finding(
        "keys",
        &whom,
        "keys",
        fetched.map_err(Into::into),
    )))
}

/// Whether Privy would say which e-mail addresses users have.
async fn privy(settings: &Settings) -> Result<Option<PartFinding>, CliError> {
    let Some(options) = egress::privy(settings)? else {
        return Ok(None);
    };
    let answered = privy::check(&options).await;
    let answered = answered.map(|()| "it knows the app and its secret".to_owned());
    let whom = format!("Privy at {}", options.api_base);
    Ok(Some(finding("privy", &whom, "users", answered)))
}

fn finding(
    part: &'static str,
    whom: &str,
    subject: &str,
    outcome: Result<String, Box<dyn Error + Send + Sync>>,
) -> PartFinding {
    let (status, text) = match outcome {
        Ok(text) => (Status::Good, text),
        Err(error) => (Status::Bad, chain(error.as_ref())),
    };
    PartFinding::new(part, status, format!("{whom}: {subject}: {text}"))
}
