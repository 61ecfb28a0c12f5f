use accounts::{AccountId, Directory as _, NewAccount};
use billing_sandbox::Scenario;
use clap::Subcommand;
use directory::{AuditAction, AuditEntry};
use jiff::Timestamp;

use crate::cli_error::CliError;
use crate::command::keys::show;
use crate::command::values;
use crate::key_secret;
use crate::keys::{self, Issued};
use crate::settings::{Problem, Settings, SettingsError};
use crate::system::System;

#[derive(Debug, Subcommand)]
pub(crate) enum Sandbox {
    /// Create an account whose subscription is in a certain state, and print its id and an API key.
    Seed {
        /// The state.
        #[arg(long, value_parser = values::scenario())]
        scenario: Scenario,
        /// A name for people, up to 200 characters. Without it the account is named after the state.
        #[arg(long, value_parser = values::name)]
        name: Option<String>,
    },
}

impl Sandbox {
    pub(crate) async fn run(
        self,
        system: &System,
        settings: &Settings,
    ) -> Result<String, CliError> {
        let Self::Seed { scenario, name } = self;
        seed(system, settings, scenario, name).await?;
        Ok(String::new())
    }
}

/// Fails when another provider is set: what the sandbox stores would never be seen.
pub(crate) fn check_sandbox(settings: &Settings) -> Result<(), CliError> {
    if settings.uses_sandbox() {
        return Ok(());
    }
    let problem = Problem::of(
        "ACCOUNTS_BILLING",
        "subscriptions are seeded in the sandbox only",
        "set it to sandbox, or create the subscription at the provider",
    );
    Err(CliError::Settings(SettingsError {
        problems: vec![problem],
        warnings: Vec::new(),
    }))
}

/// Prints two lines, for scripts.
async fn seed(
    system: &System,
    settings: &Settings,
    scenario: Scenario,
    name: Option<String>,
) -> Result<(), CliError> {
    let account = NewAccount {
        id: AccountId::random(),
        name: name.unwrap_or_else(|| format!("Sandbox {scenario}")),
        created_at: Timestamp::now(),
    };
    key_secret::check(system).await?;
    let added = system.database.add_account(&account).await;
    added.map_err(|error| CliError::of("the account cannot be stored", &error))?;
    let sandbox = system.sandbox(settings, settings.listen);
    let entry = AuditEntry::on_account(AuditAction::AccountSubscribe, account.id);
    let entry = entry.with_detail(scenario);
    let audited = async |transaction: &mut _| system.database.audit(transaction, &[entry]).await;
    let seeded = sandbox.seed(account.id, scenario, audited).await;
    seeded.map_err(|error| CliError::of("the sandbox", &error))?;
    let issued = keys::issue(
        &system.database,
        &system.hasher,
        account.id,
        "Sandbox",
        None,
    );
    let Issued { id, key } = issued.await?;
    let text = format!("account {}\nkey {}\n", account.id, key.expose());
    show(system, id, &text).await
}

#[cfg(test)]
mod tests;
