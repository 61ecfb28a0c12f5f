use std::time::Duration;

use accounts::{Deadline, EmailError, EmailUnavailable, Identity, IdentityToken, UserEmails as _};
use accounts_tests::privy::{APP_ID, APP_SECRET, FakePrivy, PrivyIssuer, user_id};
use egress::Egress;
use identity::{Algorithm, KeySet, Rules, Verifier};
use privy::{Privy, PrivyOptions, Timing};

pub(crate) const EMAIL: &str = "canary-ann@example.com";

/// A Privy app, and what we know of it.
pub(crate) struct World {
    pub(crate) api: FakePrivy,
    pub(crate) issuer: PrivyIssuer,
    pub(crate) privy: Privy,
}

/// What became of a question.
pub(crate) type Answer = Result<Option<String>, EmailError>;

impl World {
    pub(crate) fn new() -> Self {
        Self::with(Timing::default())
    }

    pub(crate) fn with(timing: Timing) -> Self {
        let (api, issuer) = (FakePrivy::start(), PrivyIssuer::new());
        api.user_with_email(&user_id("ann"), EMAIL);
        let privy = Privy::new(verifier(&issuer), &options(&api, timing)).expect("a client");
        Self { api, issuer, privy }
    }

    /// The address of a user, by its name.
    pub(crate) async fn email(&self, name: &str) -> Answer {
        self.email_with(name, None, Deadline::never()).await
    }

    pub(crate) async fn email_with(
        &self,
        name: &str,
        sent: Option<IdentityToken>,
        deadline: Deadline,
    ) -> Answer {
        let email = self.privy.email(&identity(name), sent, deadline).await?;
        Ok(email.map(|email| email.expose().to_owned()))
    }
}

pub(crate) fn options(api: &FakePrivy, timing: Timing) -> PrivyOptions {
    PrivyOptions {
        app_id: APP_ID.parse().expect("an id"),
        app_secret: APP_SECRET.parse().expect("a secret"),
        api_base: api.base().parse().expect("a base"),
        egress: Egress::direct(),
        timing,
    }
}

fn verifier(issuer: &PrivyIssuer) -> Verifier {
    let algorithms = vec![Algorithm::Es256];
    let keys = KeySet::from_jwks(issuer.key_set().as_bytes(), &algorithms);
    let rules = Rules {
        issuer: privy::PRIVY_ISSUER.to_owned(),
        audience: APP_ID.to_owned(),
        algorithms,
        leeway: Duration::ZERO,
        account_claim: None,
    };
    Verifier::with_keys(rules, keys.expect("keys"))
}

pub(crate) fn identity(name: &str) -> Identity {
    Identity {
        issuer: privy::PRIVY_ISSUER.to_owned(),
        subject: user_id(name),
    }
}

/// Why it could not be looked up. Nothing about the user or the app may be in it.
#[track_caller]
pub(crate) fn unavailable(answer: Answer) -> EmailUnavailable {
    let Err(EmailError::Unavailable(unavailable)) = answer else {
        panic!("{answer:?}");
    };
    let text = format!("{unavailable:?} {}", unavailable.cause);
    for secret in ["canary", "did:privy", APP_SECRET] {
        assert!(!text.contains(secret), "{text}");
    }
    unavailable
}
