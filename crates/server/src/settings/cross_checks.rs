use billing_stripe::STRIPE_API;

use crate::settings::bearer;
use crate::settings::definitions::Settings;
use crate::settings::drop_in;
use crate::settings::problem::Problem;
use crate::settings::types::Provider;
use crate::settings::upstream;

/// What is wrong only in combination.
pub(crate) fn cross_checks(settings: &Settings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let reachable = settings.is_reachable();
    let secret = settings.key_secret.as_ref();
    // The drop-in has a reason of its own to need one.
    if secret.is_none()
        && !settings.uses_recoup()
        && (reachable || settings.billing == Provider::Stripe)
    {
        problems.push(Problem::of(
            "ACCOUNTS_KEY_SECRET",
            "the public development secret is refused outside loopback, with a public URL and with Stripe",
            "set a secret of your own, made with: openssl rand -hex 32",
        ));
    }
    if let Some(previous) = &settings.key_secret_previous {
        let name = "ACCOUNTS_KEY_SECRET_PREVIOUS";
        match secret {
            None => problems.push(Problem::of(
                name,
                "it is set while ACCOUNTS_KEY_SECRET is not",
                "set the secret for new keys as ACCOUNTS_KEY_SECRET",
            )),
            Some(secret) if secret.is_same(previous) => problems.push(Problem::of(
                name,
                "it is the same as ACCOUNTS_KEY_SECRET",
                "make a new ACCOUNTS_KEY_SECRET with: openssl rand -hex 32; or leave this one out",
            )),
            Some(_) => {}
        }
    }
    problems.extend(bearer::cross_checks(settings));
    problems.extend(drop_in::cross_checks(settings));
    problems.extend(upstream::cross_checks(settings));
    if settings.billing == Provider::Sandbox && reachable {
        problems.push(Problem::of(
            "ACCOUNTS_BILLING",
            "the sandbox, whose subscriptions are worth nothing, is refused outside loopback and with a public URL",
            "listen on 127.0.0.1 without ACCOUNTS_PUBLIC_URL, or allow it with ACCOUNTS_BILLING=public-sandbox",
        ));
    }
    match &settings.stripe_secret_key {
        None if settings.billing == Provider::Stripe => problems.push(Problem::of(
            "ACCOUNTS_STRIPE_SECRET_KEY",
            "ACCOUNTS_BILLING=stripe needs a secret key",
            "set the key in the environment (sk_test_... first), or write ACCOUNTS_BILLING=sandbox",
        )),
        Some(key) if key.is_live() && !settings.stripe_api_base.is(STRIPE_API) => {
            problems.push(Problem::of(
                "ACCOUNTS_STRIPE_SECRET_KEY",
                "a live key is sent to Stripe only, and ACCOUNTS_STRIPE_API_BASE names something else",
                "use a test key, or leave ACCOUNTS_STRIPE_API_BASE out",
            ));
        }
        _ => {}
    }
    problems
}
