use egress::Egress;
use privy::{AppId, AppSecret, InvalidAppId, InvalidAppSecret, PRIVY_ISSUER, PrivyOptions, Timing};

use crate::settings::definitions::Settings;
use crate::settings::problem::Problem;
use crate::settings::value::{InvalidValue, Value};

impl Value for AppId {
    const FORM: &'static str = "ID";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|error: InvalidAppId| {
            InvalidValue::new(error, "write the id as Privy's dashboard shows it")
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for AppSecret {
    const FORM: &'static str = "SECRET";
    const SECRET: bool = true;

    fn read(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|error: InvalidAppSecret| {
            InvalidValue::new(error, "write the secret as Privy's dashboard showed it")
        })
    }

    fn show(&self) -> String {
        "(hidden)".to_owned()
    }
}

impl Settings {
    /// Whether accounts are found by the e-mail addresses of a Privy app's users.
    pub(crate) fn uses_privy(&self) -> bool {
        self.uses_recoup() && self.privy_app_id.is_some()
    }

    /// How Privy is called, and which way; `None` where it is not.
    pub(crate) fn privy(&self, egress: Egress) -> Option<PrivyOptions> {
        if !self.uses_privy() {
            return None;
        }
        let timing = Timing::default();
        Some(PrivyOptions {
            app_id: self.privy_app_id.clone()?,
            app_secret: self.privy_app_secret.clone()?,
            api_base: self.privy_api_base.clone(),
            egress,
            timing: Timing {
                // The rest of a request needs time, too.
                call: timing.call.min(self.request_deadline_ms.0 / 2),
                ..timing
            },
        })
    }
}

/// What is wrong with the settings of the Privy app in combination.
pub(crate) fn cross_checks(settings: &Settings) -> Vec<Problem> {
    let Some(app) = &settings.privy_app_id else {
        return without_app(settings);
    };
    let mut problems = Vec::new();
    if settings.privy_app_secret.is_none() {
        problems.push(Problem::of(
            "ACCOUNTS_PRIVY_APP_SECRET",
            "it is not set, but ACCOUNTS_PRIVY_APP_ID is: Privy would not say which e-mail address a user has",
            "set the secret of the app, in the environment or in a file",
        ));
    }
    let issuer = settings.bearer_issuer.as_ref();
    if issuer.is_none_or(|issuer| issuer.0 != PRIVY_ISSUER) {
        problems.push(Problem::of(
            "ACCOUNTS_BEARER_ISSUER",
            "with ACCOUNTS_PRIVY_APP_ID the tokens have to be those of Privy",
            "set ACCOUNTS_BEARER_ISSUER=privy.io, and where its keys are",
        ));
    }
    let audience = settings.bearer_audience.as_ref();
    if audience.is_none_or(|audience| audience.0 != app.as_str()) {
        problems.push(Problem::of(
            "ACCOUNTS_BEARER_AUDIENCE",
            "with ACCOUNTS_PRIVY_APP_ID the tokens have to be for that app",
            format!("set ACCOUNTS_BEARER_AUDIENCE={app}"),
        ));
    }
    if settings.bearer_account_claim.is_some() {
        problems.push(Problem::of(
            "ACCOUNTS_BEARER_ACCOUNT_CLAIM",
            "with ACCOUNTS_PRIVY_APP_ID the account follows from the e-mail address of the user, not from a claim",
            "leave one of them out",
        ));
    }
    problems
}

/// What needs an app and has none.
fn without_app(settings: &Settings) -> Vec<Problem> {
    let given = [
        (
            settings.privy_app_secret.is_some(),
            "ACCOUNTS_PRIVY_APP_SECRET",
            "it is set, but ACCOUNTS_PRIVY_APP_ID is not: no app is asked about",
        ),
        (
            settings.directory_create_accounts.is_on(),
            "ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS",
            "it is on, but ACCOUNTS_PRIVY_APP_ID is not set: accounts are created for users of a Privy app",
        ),
    ];
    let given = given.into_iter().filter(|(is_given, ..)| *is_given);
    let remedy = "set ACCOUNTS_PRIVY_APP_ID, or leave this out";
    given
        .map(|(_, name, what)| Problem::of(name, what, remedy))
        .collect()
}
