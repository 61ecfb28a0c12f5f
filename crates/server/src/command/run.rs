use directory::Opening;

use crate::cli_error::CliError;
use crate::command::command_line::{Command, Config};
use crate::command::operator::system_user;
use crate::command::sandbox::check_sandbox;
use crate::command::{doctor, healthcheck};
use crate::database;
use crate::settings::{Effective, Settings, Value as _};
use crate::system::System;
use crate::telemetry::traces_endpoint;

/// Runs a command other than the server. What is left to print is in the result.
pub(crate) async fn run(
    command: Command,
    operator: Option<String>,
    settings: &Settings,
    effective: &[Effective],
) -> Result<String, CliError> {
    let operator = operator.unwrap_or_else(system_user);
    match command {
        Command::Serve => return Ok(String::new()),
        Command::Migrate => return migrate(settings).await,
        Command::Doctor => return doctor::examine(settings, effective).await,
        Command::Import(import) => return import.run(settings, &operator).await,
        Command::Export(export) => return export.run(settings).await,
        Command::Healthcheck => return healthcheck::ask(settings).await,
        Command::Config(Config::Check { online: false }) => {
            traces_endpoint()?;
            return Ok(table(effective));
        }
        Command::Config(Config::Check { online: true }) => {
            let text = "`config check --online` no longer exists: run `accounts-server doctor`";
            return Err(CliError::Usage(text.to_owned()));
        }
        Command::Sandbox(_) => check_sandbox(settings)?,
        _ => {}
    }
    let system = System::open(settings, Opening::AsItIs).await?;
    let system = system.operated_by(&operator);
    let text = match command {
        Command::Accounts(command) => command.run(&system, settings).await?,
        Command::Keys(command) => command.run(&system).await?,
        Command::Identities(command) => command.run(&system, settings).await?,
        Command::Billing(command) => command.run(&system.database).await?,
        Command::Sandbox(command) => command.run(&system, settings).await?,
        Command::Audit(command) => command.run(&system).await?,
        // Returned above.
        Command::Serve
        | Command::Migrate
        | Command::Doctor
        | Command::Config(_)
        | Command::Import(_)
        | Command::Export(_)
        | Command::Healthcheck => String::new(),
    };
    system.database.close().await;
    Ok(text)
}

/// Brings the database up to date, as the start of a server does.
async fn migrate(settings: &Settings) -> Result<String, CliError> {
    let database = database::open(settings, Opening::Migrate).await?;
    let ran = match database.migrations_run() {
        0 => "up to date".to_owned(),
        1 => "1 migration was run".to_owned(),
        count => format!("{count} migrations were run"),
    };
    database.close().await;
    Ok(format!("{}: {ran}\n", settings.database_url.show()))
}

fn table(effective: &[Effective]) -> String {
    let width = |text: fn(&Effective) -> &str| effective.iter().map(|line| text(line).len()).max();
    let variables = width(|line| &line.variable).unwrap_or_default();
    let values = width(|line| &line.value).unwrap_or_default();
    let line = |line: &Effective| {
        let Effective {
            variable,
            value,
            origin,
        } = line;
        format!("{variable:<variables$}  {value:<values$}  {origin}\n")
    };
    effective.iter().map(line).collect()
}
