use directory::Opening;

use crate::command::line::{Command, Config};
use crate::command::sandbox::check_sandbox;
use crate::command::{doctor, online};
use crate::database;
use crate::failure::Failure;
use crate::settings::{Effective, Settings, Value as _};
use crate::system::System;

/// Does what a command is for. What is left to print is in the answer.
pub(crate) async fn answer(
    command: Command,
    settings: &Settings,
    effective: &[Effective],
) -> Result<String, Failure> {
    if let Command::Config(Config::Check { online, .. }) = command {
        let settings_table = table(effective);
        if online {
            return online::check(settings, settings_table).await;
        }
        return Ok(settings_table);
    }
    if let Command::Doctor(_) = command {
        return doctor::examine(settings, effective).await;
    }
    if let Command::Sandbox(_) = command {
        check_sandbox(settings)?;
    }
    if let Command::Migrate(_) = command {
        return migrate(settings).await;
    }
    let system = System::open(settings, Opening::AsItIs).await?;
    let text = match command {
        Command::Accounts(command) => command.run(&system, settings).await?,
        Command::Keys(command) => command.run(&system).await?,
        Command::Identities(command) => command.run(&system, settings).await?,
        Command::Billing(command) => command.run(&system.database).await?,
        Command::Sandbox(command) => command.run(&system, settings).await?,
        Command::Serve(_) | Command::Migrate(_) | Command::Doctor(_) | Command::Config(_) => {
            String::new()
        }
    };
    system.database.close().await;
    Ok(text)
}

/// Makes the database what this version needs, as the start of a server does.
async fn migrate(settings: &Settings) -> Result<String, Failure> {
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
