use directory::Opening;

use crate::cli_error::CliError;
use crate::command::command_line::{Command, Config};
use crate::command::operator::system_user;
use crate::command::read_only::check_allowed;
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
    check_allowed(&command, settings)?;
    let operated = Operated { settings, operator };
    match command {
        Command::Serve => Ok(String::new()),
        Command::Migrate => migrate(settings).await,
        Command::Doctor(doctor) => doctor::examine(doctor, settings, effective).await,
        Command::Parity(parity) => parity.run(settings).await,
        Command::Export(export) => export.run(settings).await,
        Command::Healthcheck => healthcheck::ask(settings).await,
        Command::Config(Config::Check { online: false }) => {
            traces_endpoint()?;
            Ok(table(effective))
        }
        Command::Config(Config::Check { online: true }) => {
            let text = "`config check --online` no longer exists: run `accounts-server doctor`";
            Err(CliError::Usage(text.to_owned()))
        }
        Command::Import(import) => import.run(settings, &operated.operator()).await,
        Command::Accounts(command) => {
            operated
                .run(async |on| command.run(on, settings).await)
                .await
        }
        Command::Keys(command) => operated.run(async |on| command.run(on).await).await,
        Command::Identities(command) => {
            operated
                .run(async |on| command.run(on, settings).await)
                .await
        }
        Command::Billing(command) => {
            operated
                .run(async |on| command.run(&*on.customers()).await)
                .await
        }
        Command::Audit(command) => operated.run(async |on| command.run(on).await).await,
        Command::Sandbox(command) => {
            check_sandbox(settings)?;
            operated
                .run(async |on| command.run(on, settings).await)
                .await
        }
    }
}

/// What an operator does by hand, for the audit log.
struct Operated<'s> {
    settings: &'s Settings,
    /// As the command line says.
    operator: Option<String>,
}

impl Operated<'_> {
    fn operator(self) -> String {
        self.operator.unwrap_or_else(system_user)
    }

    /// Runs a command on the database, which is closed when it succeeded.
    async fn run(
        self,
        command: impl AsyncFnOnce(&System) -> Result<String, CliError>,
    ) -> Result<String, CliError> {
        let system = System::open(self.settings, Opening::AsItIs).await?;
        let system = system.operated_by(&self.operator());
        let text = command(&system).await?;
        system.close().await;
        Ok(text)
    }
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
