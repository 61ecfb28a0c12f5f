use std::error::Error;

use accounts::AccountId;
use serde::Deserialize;
use serde::de::IgnoredAny;
use tokio::time::Instant;

use crate::api::Api;
use crate::call::{Call, Endpoint};
use crate::call_error::{CallError, CallFailure};
use crate::clock;
use crate::loose::Loose;
use crate::options::StripeOptions;
use crate::provider_account::KnownLinks;
use crate::stripe::StripeError;
use crate::subscription::{ACCOUNT_KEY, Page};

/// Stripe's response to one thing that the adapter needs.
#[derive(Debug)]
pub struct StripeFinding {
    /// What was asked for.
    pub subject: &'static str,
    /// What is fine, or what is wrong, in Stripe's own words where it had any.
    pub outcome: Result<String, Box<dyn Error + Send + Sync>>,
}

/// A portal configuration, as far as it matters.
#[derive(Deserialize)]
struct Configuration {
    id: String,
    #[serde(default)]
    active: bool,
}

/// Asks Stripe for each thing that portal sessions need, compares its account with the links that are `known`, and changes nothing. What
/// else the key may do is not checked.
///
/// # Errors
/// [`StripeError`] when Stripe cannot be called at all.
pub async fn check(
    options: &StripeOptions,
    known: &KnownLinks,
) -> Result<Vec<StripeFinding>, StripeError> {
    let api = Api::new(options).map_err(StripeError)?;
    let check = Check {
        api,
        options,
        known,
    };
    Ok(check.all().await)
}

struct Check<'a> {
    api: Api,
    options: &'a StripeOptions,
    known: &'a KnownLinks,
}

impl Check<'_> {
    async fn all(&self) -> Vec<StripeFinding> {
        // An id that no account has.
        let query = format!("metadata['{ACCOUNT_KEY}']:'{}'", AccountId::random());
        let found = [("query", query.as_str()), ("limit", "1")];
        let list = self.may("/v1/subscriptions", &[("limit", "1")]).await;
        let useless = list.as_ref().is_err_and(|error| !is_refused(error, &[403]));
        let lost = list
            .as_ref()
            .is_err_and(|error| !matches!(error.cause, CallFailure::Refused(_)));
        let mut findings = vec![StripeFinding::of("subscriptions", list)];
        if lost {
            // The rest would say the same.
            return findings;
        }
        findings.push(StripeFinding {
            subject: "clock",
            outcome: clock::compare(&self.api.transport).await,
        });
        if useless {
            return findings;
        }
        for (subject, path) in [
            ("subscription search", "/v1/subscriptions/search"),
            ("customer search", "/v1/customers/search"),
        ] {
            findings.push(StripeFinding::of(subject, self.may(path, &found).await));
        }
        findings.push(StripeFinding {
            subject: "portal configuration",
            outcome: self.configuration().await,
        });
        findings.push(StripeFinding::of("portal sessions", self.may_open().await));
        findings.push(StripeFinding {
            subject: "account",
            outcome: self
                .api
                .compare_account(self.known.account.as_deref())
                .await,
        });
        if !self.known.customers.is_empty() {
            findings.push(StripeFinding {
                subject: "linked customers",
                outcome: self.api.check_customers(&self.known.customers).await,
            });
        }
        findings
    }

    /// Whether a GET is answered.
    async fn may(&self, path: &str, parameters: &[(&str, &str)]) -> Result<(), CallError> {
        let call = Call::check(path, parameters);
        let page: Result<Page<IgnoredAny>, _> = self.api.ask(&call, self.deadline()).await;
        page.map(drop)
    }

    fn deadline(&self) -> Instant {
        Instant::now() + self.options.deadline
    }

    async fn configuration(&self) -> Result<String, Box<dyn Error + Send + Sync>> {
        let deadline = self.deadline();
        let path = "/v1/billing_portal/configurations";
        let configuration: Option<Configuration> = match &self.options.portal_configuration {
            Some(id) => {
                let call = Call::check(&format!("{path}/{id}"), &[]);
                Some(self.api.ask(&call, deadline).await?)
            }
            None => {
                let parameters = [("is_default", "true"), ("limit", "1")];
                let call = Call::check(path, &parameters);
                let page: Page<Configuration> = self.api.ask(&call, deadline).await?;
                page.data.into_iter().find_map(Loose::into_inner)
            }
        };
        match configuration {
            Some(Configuration { id, active: true }) => Ok(format!("{id} is active")),
            Some(Configuration { id, active: false }) => Err(format!(
                "{id} is not active; activate it, or name another in ACCOUNTS_STRIPE_PORTAL_CONFIGURATION"
            )
            .into()),
            None => Err("the portal was never configured; save its settings once, in test mode and in live mode: \
                 https://dashboard.stripe.com/settings/billing/portal"
                .into()),
        }
    }

    /// Whether the key may open sessions: one without a customer is refused as malformed, unless the key is refused before that.
    async fn may_open(&self) -> Result<(), CallError> {
        let call = Call::post(Endpoint::Sessions, &[]);
        match self.api.ask(&call, self.deadline()).await {
            Err(error) if is_refused(&error, &[400, 422]) => Ok(()),
            answer => answer.map(|IgnoredAny| ()),
        }
    }
}

impl StripeFinding {
    fn of(subject: &'static str, outcome: Result<(), CallError>) -> Self {
        Self {
            subject,
            outcome: outcome
                .map(|()| "allowed".to_owned())
                .map_err(|error| error.cause.into()),
        }
    }
}

fn is_refused(error: &CallError, statuses: &[u16]) -> bool {
    matches!(&error.cause, CallFailure::Refused(response) if statuses.contains(&response.status.as_u16()))
}
