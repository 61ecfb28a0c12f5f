use crate::settings::definitions::Settings;
use crate::settings::drop_in::privy;
use crate::settings::problem::Problem;

/// What is wrong with the settings of the drop-in in combination.
pub(crate) fn cross_checks(settings: &Settings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let own_is_postgres = settings.database_url.is_postgres();
    if settings.database_schema.is_some() && !own_is_postgres {
        problems.push(Problem::of(
            "ACCOUNTS_DATABASE_SCHEMA",
            "it is set, but ACCOUNTS_DATABASE_URL names a SQLite file, which has no schemas",
            "leave it out, or set ACCOUNTS_DATABASE_URL to a PostgreSQL database",
        ));
    }
    if !settings.uses_recoup() {
        if settings.directory_url.is_some() {
            problems.push(Problem::of(
                "ACCOUNTS_DIRECTORY_URL",
                "it is set, but ACCOUNTS_DIRECTORY is not recoup: nothing is read there",
                "set ACCOUNTS_DIRECTORY=recoup, or leave this out",
            ));
        }
        problems.extend(useless(settings));
        return problems;
    }
    if settings.directory_url.is_none() {
        problems.push(Problem::of(
            "ACCOUNTS_DIRECTORY_URL",
            "ACCOUNTS_DIRECTORY=recoup needs the published service's database",
            "set it like postgres://reader:PASSWORD@db.example.com/postgres?sslmode=verify-full",
        ));
    }
    if !own_is_postgres {
        problems.push(Problem::of(
            "ACCOUNTS_DATABASE_URL",
            "with ACCOUNTS_DIRECTORY=recoup this server's own tables have to be in PostgreSQL",
            "set it to a PostgreSQL database; it may be the one of ACCOUNTS_DIRECTORY_URL",
        ));
    }
    if settings
        .database_schema
        .as_ref()
        .is_some_and(|schema| schema.as_str() == "public")
    {
        problems.push(Problem::of(
            "ACCOUNTS_DATABASE_SCHEMA",
            "the published service's tables are in the schema `public`, some under names that this server uses too",
            "leave it out for accounts_server, or name another schema",
        ));
    }
    if settings.key_secret.is_none() {
        problems.push(Problem::of(
            "ACCOUNTS_KEY_SECRET",
            "with ACCOUNTS_DIRECTORY=recoup it has to be the secret that the published service hashes its keys with",
            "set that secret, in the environment or in a file",
        ));
    }
    problems.extend(privy::cross_checks(settings));
    problems
}

/// What is about the published service's tables where they are not used.
fn useless(settings: &Settings) -> impl Iterator<Item = Problem> {
    let given = [
        ("ACCOUNTS_PRIVY_APP_ID", settings.privy_app_id.is_some()),
        (
            "ACCOUNTS_PRIVY_APP_SECRET",
            settings.privy_app_secret.is_some(),
        ),
        (
            "ACCOUNTS_DIRECTORY_LAST_USED",
            settings.directory_last_used.is_on(),
        ),
        ("ACCOUNTS_DIRECTORY_KEYS", settings.directory_keys.is_on()),
        (
            "ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS",
            settings.directory_create_accounts.is_on(),
        ),
    ];
    let given = given.into_iter().filter(|(_, is_given)| *is_given);
    given.map(|(name, _)| {
        Problem::of(
            name,
            "it is set, but ACCOUNTS_DIRECTORY is not recoup: it is about the published service's accounts",
            "set ACCOUNTS_DIRECTORY=recoup, or leave this out",
        )
    })
}
