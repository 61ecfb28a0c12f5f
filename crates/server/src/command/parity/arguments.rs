use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use tokio::time::{MissedTickBehavior, interval};
use url::Url;

use crate::cli_error::CliError;
use crate::command::confirmation::unconfirmed;
use crate::command::parity::case::Case;
use crate::command::parity::comparison::Comparison;
use crate::command::parity::place::Place;
use crate::command::text::counted;
use crate::output;
use crate::settings::{SecretFile, Settings};
use crate::system::local_url;

/// The operation that both have.
const PATH: &str = "/api/subscriptions/portal";

const EXAMPLE: &str = "\
Example:
  accounts-server parity --reference https://api.example.com --key-file key

Compared are status, message, the form of a session, and the headers for other origins. Exit codes: 0 when nothing differs but what is
intended, 1 when something does or one of them does not answer.";

/// Send the same requests, good, bad and odd, to the published service and to this server, and compare the answers.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Parity {
    /// Where the published service is.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    reference: Url,
    /// Where this server is. Without it ACCOUNTS_PUBLIC_URL, else ACCOUNTS_LISTEN.
    #[arg(long, value_name = "URL", value_parser = base_url)]
    ours: Option<Url>,
    /// A file that holds a key of the published service and nothing else. Without it nothing is sent that needs one.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Requests a second, to each of them.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=20))]
    per_second: u8,
    /// Really open portal sessions for the account of the key, where one of the two is not on this machine.
    #[arg(long)]
    yes: bool,
}

impl Parity {
    pub(crate) async fn run(self, settings: &Settings) -> Result<String, CliError> {
        let key = self.key()?;
        let ours = self.ours(settings)?;
        let cases = Case::all();
        let opens = |case: &&Case| key.is_some() && case.opens_session;
        let sessions = cases.iter().filter(opens).count() as u64;
        let live = [&self.reference, &ours].into_iter();
        let live: Vec<_> = live
            .filter(|url| !is_loopback(url))
            .map(Url::as_str)
            .collect();
        if sessions > 0 && !self.yes && !live.is_empty() {
            let sessions = counted(sessions, "portal session", "portal sessions");
            let text = format!(
                "up to {sessions} would be opened at {}, for the account of the key\n",
                live.join(" and at ")
            );
            return Err(unconfirmed(&text, "open them; or leave --key-file out"));
        }
        let (reference, here) = (Place::new(&self.reference, PATH)?, Place::new(&ours, PATH)?);
        let mut pace = interval(Duration::from_secs(1) / u32::from(self.per_second));
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut compared = Vec::with_capacity(cases.len());
        for case in &cases {
            let comparison = match key {
                None if case.needs_key() => Comparison::NotSent,
                _ => {
                    pace.tick().await;
                    let key = key.as_deref();
                    let (there, here) = tokio::join!(reference.ask(case, key), here.ask(case, key));
                    Comparison::of(case, there?, here?)
                }
            };
            print(&comparison.line(&case.name))?;
            compared.push(comparison);
        }
        report(&compared)
    }

    /// A key must not be on a command line, which every user of the machine can read.
    fn key(&self) -> Result<Option<String>, CliError> {
        let Some(file) = &self.key_file else {
            return Ok(None);
        };
        let read = SecretFile::read(file);
        let SecretFile { text, warning } =
            read.map_err(|what| CliError::Other(format!("--key-file {}: {what}", file.display())))?;
        if let Some(warning) = warning {
            output::warn(&format!("--key-file: {warning}"));
        }
        Ok(Some(text))
    }

    fn ours(&self, settings: &Settings) -> Result<Url, CliError> {
        let public = settings.public_url.as_ref().map(|url| url.0.clone());
        match self.ours.clone().or(public) {
            Some(url) if ::egress::is_protected(&url) => Ok(url),
            Some(_) => Err(CliError::Usage(
                "ACCOUNTS_PUBLIC_URL is not https, and a key is sent there: name this server with --ours".to_owned(),
            )),
            None if settings.listen.port() == 0 => Err(CliError::Usage(
                "the server listens on a free port: name its address with --ours".to_owned(),
            )),
            None => Ok(local_url(settings.listen)),
        }
    }
}

fn report(compared: &[Comparison]) -> Result<String, CliError> {
    let count = |label: &str| compared.iter().filter(|one| one.label() == label).count();
    let [equal, intended, different, not_sent] =
        ["equal", "intended", "DIFFERENT", "not sent"].map(count);
    let text = format!(
        "{} requests: {equal} equal, {intended} different on purpose, {different} different, {not_sent} not sent\n",
        compared.len()
    );
    if different == 0 {
        return Ok(text);
    }
    print(&text)?;
    let different = counted(different as u64, "request is", "requests are");
    Err(CliError::Other(format!("{different} answered differently")))
}

/// Line by line: it takes a minute.
fn print(text: &str) -> Result<(), CliError> {
    output::print(text).map_err(|error| CliError::of("stdout cannot be written", &error))
}

/// https, or http on this machine: a key is sent there.
fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("not a valid URL: {error}"))?;
    if !::egress::is_protected(&url) {
        return Err("the URL is not https; http is for loopback only".to_owned());
    }
    let user = !url.username().is_empty() || url.password().is_some();
    if user || url.query().is_some() || url.fragment().is_some() {
        return Err("the URL has a user, a query or a fragment".to_owned());
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
