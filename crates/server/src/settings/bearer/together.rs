use crate::settings::Settings;
use crate::settings::bearer::keys::{BearerSettings, Wrong};

/// What is wrong with the settings of bearer tokens in combination, and with the files that they name.
pub(crate) fn problems(settings: &Settings, problem: &mut impl FnMut(&str, &str, &str)) {
    let sources = [
        (
            "ACCOUNTS_BEARER_JWKS_URL",
            settings.bearer_jwks_url.is_some(),
        ),
        (
            "ACCOUNTS_BEARER_JWKS_FILE",
            settings.bearer_jwks_file.is_some(),
        ),
        (
            "ACCOUNTS_BEARER_PUBLIC_KEY_FILE",
            settings.bearer_public_key_file.is_some(),
        ),
    ];
    let mut sources = sources.into_iter().filter(|(_, set)| *set);
    let source = sources.next();
    let others = [
        (
            "ACCOUNTS_BEARER_AUDIENCE",
            settings.bearer_audience.is_some(),
        ),
        (
            "ACCOUNTS_BEARER_ACCOUNT_CLAIM",
            settings.bearer_account_claim.is_some(),
        ),
    ];
    if settings.bearer_issuer.is_none() {
        let useless = others.into_iter().filter(|(_, set)| *set).chain(source);
        if let Some((name, _)) = useless.into_iter().next() {
            problem(
                "ACCOUNTS_BEARER_ISSUER",
                &format!("it is not set, but {name} is: without an issuer no token is taken"),
                "set the `iss` of the tokens, or leave out all ACCOUNTS_BEARER_*",
            );
        }
    } else if settings.bearer_audience.is_none() {
        problem(
            "ACCOUNTS_BEARER_AUDIENCE",
            "it is not set, but ACCOUNTS_BEARER_ISSUER is: tokens that the issuer made for others would be taken",
            "set the `aud` of the tokens, at most providers the id of your app or API",
        );
    }
    if let (Some((first, _)), Some((second, _))) = (source, sources.next()) {
        problem(
            second,
            &format!("the keys have two sources: {first} is set too"),
            "leave one of them out",
        );
    }
    if let Err(Wrong {
        setting,
        what,
        remedy,
    }) = BearerSettings::of(settings)
    {
        problem(setting, &what, remedy);
    }
}
