use std::num::NonZeroU32;
use std::time::Duration;

use egress::{ApiBase, Egress};

use crate::secret_key::SecretKey;

/// Where Stripe's API is, when nothing stands in for it.
pub const STRIPE_API: &str = "https://api.stripe.com";

/// How Stripe is called.
#[derive(Clone, Debug)]
pub struct StripeOptions {
    /// The secret key of the business's Stripe account.
    pub secret_key: SecretKey,
    /// Where the API is.
    pub api_base: ApiBase,
    /// The way there.
    pub egress: Egress,
    /// The portal configuration (`bpc_...`) of the sessions; without it Stripe uses the account's default.
    pub portal_configuration: Option<String>,
    /// Most portal requests that wait for Stripe at a time, of all accounts; those above are refused at once.
    pub max_in_flight: usize,
    /// Most connections that are kept open without a call.
    pub max_idle_connections: usize,
    /// How long a live subscription is taken for live without asking again; zero asks each time.
    pub subscription_cache: Duration,
    /// Most searches a second. Stripe takes 20 of a business, however many servers it has.
    pub searches_per_second: NonZeroU32,
    /// How many portal requests of one account go to Stripe in a second, and how many at once after a pause; further ones wait. Without
    /// it they go as they come.
    pub account_pace: Option<AccountPace>,
    /// Longest time for a portal request, with every call and wait in it.
    pub deadline: Duration,
}

/// How fast the requests of one account go to Stripe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountPace {
    /// Requests a second.
    pub per_second: NonZeroU32,
    /// Requests at once after a pause.
    pub burst: NonZeroU32,
}
