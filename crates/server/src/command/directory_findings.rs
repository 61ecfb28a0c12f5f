use std::path::Path;

use accounts::ApiKey;
use recoup_directory::{KeyFit, RecoupExamination, RowState, Shortfall};

use crate::cli_error::CliError;
use crate::command::clock;
use crate::command::finding::{PartFinding, Status};
use crate::error_chain::chain;
use crate::settings::{SecretFile, Settings};
use crate::{database, keys};

/// What there is in the published service's database, where accounts and keys are there.
pub(crate) async fn findings(
    settings: &Settings,
    key_file: Option<&Path>,
) -> Result<Vec<PartFinding>, CliError> {
    let Some(url) = settings
        .directory_url
        .as_ref()
        .filter(|_| settings.uses_recoup())
    else {
        return match key_file {
            None => Ok(Vec::new()),
            Some(_) => Err(CliError::Usage(
                "--key-file is for ACCOUNTS_DIRECTORY=recoup, which is not set".to_owned(),
            )),
        };
    };
    let mut findings = Vec::new();
    let key = match key_file {
        None => None,
        Some(file) => {
            let (key, warning) = read_key(file)?;
            findings.extend(warning.map(|text| PartFinding::new("keys", Status::Warning, text)));
            Some(keys::hasher(settings).hashes(&key))
        }
    };
    let options = database::options(settings);
    match RecoupExamination::of(url.0.as_str(), options, settings.recoup_use(), key).await {
        Ok(examination) => findings.extend(of_examination(examination)),
        Err(error) => {
            let text = format!("ACCOUNTS_DIRECTORY_URL: {}", chain(&error));
            findings.push(PartFinding::new("directory", Status::Bad, text));
        }
    }
    Ok(findings)
}

/// A key must not be on a command line, which every user of the machine can read.
fn read_key(file: &Path) -> Result<(ApiKey, Option<String>), CliError> {
    let failed = |what: String| CliError::Other(format!("--key-file {}: {what}", file.display()));
    let SecretFile { text, warning } = SecretFile::read(file).map_err(failed)?;
    let key = ApiKey::received(&text);
    let key = key.ok_or_else(|| failed("it is too long to hold one key".to_owned()))?;
    Ok((key, warning.map(|warning| format!("--key-file: {warning}"))))
}

fn of_examination(examination: RecoupExamination) -> Vec<PartFinding> {
    let RecoupExamination {
        name,
        shortfalls,
        clock_ahead,
        is_pooled_by_transaction,
        key,
    } = examination;
    let mut findings = Vec::new();
    if !shortfalls.iter().any(Shortfall::is_fatal) {
        let text = format!(
            "{name}: columns, types, rights and row-level security are as this server needs them"
        );
        findings.push(PartFinding::good("directory", text));
    }
    findings.extend(shortfalls.iter().map(|shortfall| {
        let status = match shortfall.is_fatal() {
            true => Status::Bad,
            false => Status::Warning,
        };
        PartFinding::new("directory", status, format!("{name}: {shortfall}"))
    }));
    if is_pooled_by_transaction {
        let text = format!(
            "{name}: behind a pooler in transaction mode, which works: nothing is left in its connections"
        );
        findings.push(PartFinding::good("directory", text));
    }
    findings.push(of_key(key));
    findings
        .extend(clock_ahead.map(|ahead| clock::finding("the published service's database", ahead)));
    findings
}

/// Whether the secret is the one that the keys there are hashed with.
fn of_key(key: Option<KeyFit>) -> PartFinding {
    let (variable, state) = match key {
        None => {
            let text = "whether ACCOUNTS_KEY_SECRET is the secret of the published service was not checked: name a file that holds one of \
                        its keys with --key-file";
            return PartFinding::new("keys", Status::Warning, text);
        }
        Some(KeyFit::Unknown) => {
            let text = "no row of public.account_api_keys has the hash of the key in --key-file: ACCOUNTS_KEY_SECRET is not the secret that \
                        the published service hashes keys with, or the key was deleted";
            return PartFinding::new("keys", Status::Bad, text);
        }
        Some(KeyFit::Current(state)) => ("ACCOUNTS_KEY_SECRET", state),
        Some(KeyFit::Previous(state)) => ("ACCOUNTS_KEY_SECRET_PREVIOUS", state),
    };
    let fits = format!("{variable} fits: the key in --key-file is in public.account_api_keys");
    match state {
        RowState::Good => PartFinding::good("keys", fits),
        RowState::Expired => {
            PartFinding::new("keys", Status::Warning, format!("{fits}; it has expired"))
        }
        RowState::WithoutAccount => {
            let text = format!("{fits}; it belongs to no account, and is refused");
            PartFinding::new("keys", Status::Warning, text)
        }
    }
}
