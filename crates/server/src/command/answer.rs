use crate::command::line::{Command, Config};
use crate::command::sandbox::check_sandbox;
use crate::command::{doctor, online};
use crate::failure::Failure;
use crate::settings::{Effective, Settings};
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
    let system = System::open(settings).await?;
    let text = match command {
        Command::Accounts(command) => command.run(&system, settings).await?,
        Command::Keys(command) => command.run(&system).await?,
        Command::Identities(command) => command.run(&system, settings).await?,
        Command::Billing(command) => command.run(&system.database).await?,
        Command::Sandbox(command) => command.run(&system, settings).await?,
        Command::Serve(_) | Command::Doctor(_) | Command::Config(_) => String::new(),
    };
    system.database.close().await;
    Ok(text)
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
