use std::time::Duration;

use billing_stripe::{ApiBase, RootCertificates, SecretKey, StripeOptions};
use egress::Egress;

use crate::settings::value::{Unfit, Value};
use crate::settings::{Problem, Provider, Settings};

/// Longest time that a live subscription may be taken for live without asking again.
const LONGEST_CACHE_SECONDS: u64 = 300;

impl Value for SecretKey {
    const FORM: &'static str = "SECRET";
    const SECRET: bool = true;

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse().map_err(|error| {
            Unfit::new(
                format!("{error}"),
                "write a key as https://dashboard.stripe.com/apikeys shows it: sk_test_..., sk_live_... or a restricted rk_...",
            )
        })
    }

    fn show(&self) -> String {
        let mode = if self.is_live() { "live" } else { "test" };
        format!("(hidden, {mode} mode)")
    }
}

impl Value for ApiBase {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse().map_err(|error| {
            Unfit::new(
                format!("{error}"),
                "write https:// and a host, or leave it out for Stripe's own",
            )
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// The id of a portal configuration at Stripe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalConfiguration(String);

impl PortalConfiguration {
    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for PortalConfiguration {
    const FORM: &'static str = "ID";

    fn read(text: &str) -> Result<Self, Unfit> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if text.len() <= 255 && text.bytes().all(known) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Unfit::new(
                "this is no id of a portal configuration",
                "write one such as bpc_1MAhNDIPoWzfYJ8a3Xk4s4gE, or leave it out for the account's default",
            ))
        }
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}

/// Certificates out of a PEM file.
#[derive(Clone, Debug)]
pub struct RootCertificatesFile {
    path: String,
    certificates: RootCertificates,
}

impl Value for RootCertificatesFile {
    const FORM: &'static str = "FILE";

    fn read(text: &str) -> Result<Self, Unfit> {
        let unfit = |error: &dyn std::error::Error| {
            Unfit::new(
                format!("`{text}`: {}", crate::telemetry::chain(error)),
                "name a file with certificates in PEM (-----BEGIN CERTIFICATE-----) that can be read",
            )
        };
        let pem = std::fs::read(text).map_err(|error| unfit(&error))?;
        Ok(Self {
            path: text.to_owned(),
            certificates: RootCertificates::from_pem(&pem).map_err(|error| unfit(&error))?,
        })
    }

    fn show(&self) -> String {
        self.path.clone()
    }
}

/// How long a live subscription is taken for live without asking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubscriptionCache(Duration);

impl Value for SubscriptionCache {
    const FORM: &'static str = "SECONDS";

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse()
            .ok()
            .filter(|seconds| *seconds <= LONGEST_CACHE_SECONDS)
            .map(|seconds| Self(Duration::from_secs(seconds)))
            .ok_or_else(|| {
                Unfit::new(
                    format!("`{text}` is no whole number from 0 to {LONGEST_CACHE_SECONDS}"),
                    "write digits only; 0 asks Stripe each time",
                )
            })
    }

    fn show(&self) -> String {
        self.0.as_secs().to_string()
    }
}

impl Settings {
    /// How Stripe is called, and which way; `None` when it is not the billing provider.
    pub(crate) fn stripe(&self, egress: Egress) -> Option<StripeOptions> {
        if self.billing != Provider::Stripe {
            return None;
        }
        let file = self.stripe_root_certificates_file.as_ref();
        let configuration = self.stripe_portal_configuration.as_ref();
        Some(StripeOptions {
            secret_key: self.stripe_secret_key.clone()?,
            api_base: self.stripe_api_base.clone(),
            egress,
            portal_configuration: configuration.map(|id| id.as_str().to_owned()),
            root_certificates: file.map(|file| file.certificates.clone()),
            max_in_flight: self.stripe_max_in_flight,
            max_idle_connections: self.stripe_max_idle_connections,
            searches_per_second: self.stripe_searches_per_second.get(),
            account_pace: self.account_pace(),
            subscription_cache: self.stripe_subscription_cache_seconds.0,
            deadline: self.provider_time(),
        })
    }

    /// How long the billing provider has: a little less than the whole request, so that its own verdict comes first.
    pub(crate) fn provider_time(&self) -> Duration {
        within(self.request_deadline_ms)
    }

    /// What is wrong only in combination, as far as Stripe goes.
    pub(crate) fn stripe_problems(&self) -> Vec<Problem> {
        let problem = |what: &str, remedy: &str| Problem {
            setting: "ACCOUNTS_STRIPE_SECRET_KEY".to_owned(),
            origin: None,
            what: what.to_owned(),
            remedy: remedy.to_owned(),
        };
        match &self.stripe_secret_key {
            None if self.billing == Provider::Stripe => vec![problem(
                "ACCOUNTS_BILLING=stripe needs a secret key",
                "set the key in the environment (sk_test_... first), or write ACCOUNTS_BILLING=sandbox",
            )],
            Some(key) if key.is_live() && !self.stripe_api_base.is_stripe() => vec![problem(
                "a live key goes to Stripe only, and ACCOUNTS_STRIPE_API_BASE names something else",
                "use a test key, or leave ACCOUNTS_STRIPE_API_BASE out",
            )],
            _ => Vec::new(),
        }
    }

    /// What is legal and still deserves a word.
    pub(crate) fn stripe_warning(&self) -> Option<&'static str> {
        let key = self.stripe_secret_key.as_ref()?;
        (self.billing == Provider::Sandbox && key.is_live()).then_some(
            "ACCOUNTS_STRIPE_SECRET_KEY is a live key, but ACCOUNTS_BILLING is sandbox: Stripe is not asked",
        )
    }
}

fn within(request: Duration) -> Duration {
    request - (request / 20).min(Duration::from_millis(250))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadline_is_a_little_shorter() {
        for (request, provider) in [(10_000, 9_750), (1_000, 950), (100, 95)] {
            let within = within(Duration::from_millis(request)).as_millis();
            assert_eq!(within, provider, "{request}");
        }
    }

    #[test]
    fn values_refused() {
        assert!(SubscriptionCache::read("301").is_err());
        assert!(SubscriptionCache::read("-1").is_err());
        assert!(PortalConfiguration::read("bpc_1?x").is_err());
        let missing = RootCertificatesFile::read("/no/such/file.pem").expect_err("no file");
        assert!(missing.what.contains("/no/such/file.pem"), "{missing:?}");
    }

    fn read(given: &[(&str, &str)]) -> Result<Settings, String> {
        let environment = given.iter().map(|(name, text)| (name.into(), text.into()));
        Settings::read(None, Vec::new(), environment)
            .map(|(settings, _)| settings)
            .map_err(|problems| problems.to_string())
    }

    const SECRET: (&str, &str) = ("ACCOUNTS_KEY_SECRET", "0123456789abcdef0123456789abcdef");
    const STRIPE: (&str, &str) = ("ACCOUNTS_BILLING", "stripe");
    const LIVE: (&str, &str) = ("ACCOUNTS_STRIPE_SECRET_KEY", "sk_live_canary");
    const LOCAL: (&str, &str) = ("ACCOUNTS_STRIPE_API_BASE", "http://127.0.0.1:1");

    #[test]
    fn everything_wrong_is_told_at_once() {
        let text = read(&[
            STRIPE,
            ("ACCOUNTS_STRIPE_SECRET_KEY", "pk_test_canary"),
            ("ACCOUNTS_STRIPE_API_BASE", "http://api.stripe.com"),
            ("ACCOUNTS_STRIPE_PORTAL_CONFIGURATION", "bpc 1"),
            ("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "soon"),
            ("ACCOUNTS_STRIPE_MAX_IN_FLIGHT", "0"),
        ])
        .expect_err("problems");
        assert!(text.starts_with("6 problems"), "{text}");
        assert!(
            text.contains("publishable") && !text.contains("canary"),
            "{text}"
        );
    }

    #[test]
    fn live_key_goes_to_stripe_only() {
        assert!(read(&[SECRET, STRIPE, LIVE]).is_ok());
        let text = read(&[SECRET, STRIPE, LIVE, LOCAL]).expect_err("a problem");
        assert!(text.contains("a live key goes to Stripe only"), "{text}");
        let text = read(&[SECRET, STRIPE]).expect_err("a problem");
        assert!(text.contains("needs a secret key"), "{text}");
    }

    #[test]
    fn live_key_beside_the_sandbox_is_worth_a_word() {
        let sandbox = read(&[SECRET, LIVE]).expect("legal");
        assert!(sandbox.stripe_warning().is_some() && sandbox.stripe(Egress::direct()).is_none());
        let stripe = read(&[SECRET, STRIPE, LIVE]).expect("fit");
        assert!(stripe.stripe_warning().is_none() && stripe.stripe(Egress::direct()).is_some());
        assert!(!format!("{stripe:?} {:?}", stripe.stripe(Egress::direct())).contains("canary"));
    }
}
