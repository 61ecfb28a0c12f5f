use crate::settings::bearer::keys::BearerSettings;
use crate::settings::definitions::Settings;
use crate::settings::problem::Problem;

/// What is wrong with the settings of bearer tokens in combination, and with the files that they name.
pub(crate) fn cross_checks(settings: &Settings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let set = |name, is_set: bool| is_set.then_some(name);
    let sources = [
        set(
            "ACCOUNTS_BEARER_JWKS_URL",
            settings.bearer_jwks_url.is_some(),
        ),
        set(
            "ACCOUNTS_BEARER_JWKS_FILE",
            settings.bearer_jwks_file.is_some(),
        ),
        set(
            "ACCOUNTS_BEARER_PUBLIC_KEY_FILE",
            settings.bearer_public_key_file.is_some(),
        ),
    ];
    let sources: Vec<_> = sources.into_iter().flatten().collect();
    let others = [
        set(
            "ACCOUNTS_BEARER_AUDIENCE",
            settings.bearer_audience.is_some(),
        ),
        set(
            "ACCOUNTS_BEARER_ACCOUNT_CLAIM",
            settings.bearer_account_claim.is_some(),
        ),
    ];
    if settings.bearer_issuer.is_none() {
        let useless = others.into_iter().flatten().chain(sources.first().copied());
        if let Some(name) = useless.into_iter().next() {
            problems.push(Problem::of(
                "ACCOUNTS_BEARER_ISSUER",
                format!("it is not set, but {name} is: without an issuer no token is accepted"),
                "set the `iss` of the tokens, or leave out all ACCOUNTS_BEARER_*",
            ));
        }
    } else if settings.bearer_audience.is_none() {
        problems.push(Problem::of(
            "ACCOUNTS_BEARER_AUDIENCE",
            "it is not set, but ACCOUNTS_BEARER_ISSUER is: tokens that the issuer made for others would be accepted",
            "set the `aud` of the tokens, for most providers the id of your app or API",
        ));
    }
    if let [first, second, ..] = sources[..] {
        problems.push(Problem::of(
            second,
            format!("the keys have two sources: {first} is set too"),
            "leave one of them out",
        ));
    }
    problems.extend(BearerSettings::of(settings).err());
    problems
}
