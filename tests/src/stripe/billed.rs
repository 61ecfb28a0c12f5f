use std::path::Path;

use super::fake::FakeStripe;
use super::world::Subscription;
use crate::{Client, Installation, Service};

/// A server that bills over a Stripe, and one account with a key there.
pub struct Billed {
    /// The server.
    pub service: Service,
    /// The account's id.
    pub account: String,
    /// Its key.
    pub key: String,
}

impl Billed {
    /// The customer that [`Self::subscribed`] makes of the account.
    pub const CUSTOMER: &'static str = "cus_Acme1";

    /// The settings for Stripe at this address. One account may ask as often as it likes: most tests have but one.
    pub fn installation(base: &str) -> Installation {
        Self::default_installation(base)
            .with("ACCOUNTS_RATE_PER_SECOND", "1000000")
            .with("ACCOUNTS_RATE_BURST", "1000000")
    }

    /// The same with the limit of an account that holds by default.
    pub fn default_installation(base: &str) -> Installation {
        Installation::new()
            .with("ACCOUNTS_BILLING", "stripe")
            .with("ACCOUNTS_STRIPE_SECRET_KEY", FakeStripe::key())
            .with("ACCOUNTS_STRIPE_API_BASE", base)
    }

    /// Starts a server with an account that Stripe knows nothing of.
    pub fn start(installation: Installation) -> Self {
        let installation = installation.migrated();
        let account = installation.line(&["accounts", "create", "--name", "Acme"]);
        let service = installation.serve();
        let key = service.key_of(&account);
        Self {
            service,
            account,
            key,
        }
    }

    /// Starts a server with an account whose customer is known, and has a subscription at the fake.
    pub fn subscribed(installation: Installation, fake: &FakeStripe) -> Self {
        let billed = Self::start(installation);
        billed.link(Self::CUSTOMER);
        fake.subscribe(Subscription::active(&billed.account, Self::CUSTOMER));
        billed
    }

    /// Sets the account's customer by hand.
    pub fn link(&self, customer: &str) {
        let installation = self.service.installation();
        let ran = installation.run(&["billing", "link", &self.account, customer]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }

    /// The key of one account more, which Stripe does not know either.
    pub fn stranger(&self) -> String {
        let installation = self.service.installation();
        let account = installation.line(&["accounts", "create", "--name", "Stranger"]);
        self.service.key_of(&account)
    }

    /// A good request for a portal session.
    pub fn good(&self) -> Client {
        self.service.client().good(&self.key)
    }

    /// The most memory that the server ever had, in bytes (`VmHWM` in proc(5)).
    pub fn peak_memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.service.id());
        let status = std::fs::read_to_string(Path::new(&path)).expect("a running process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kilobytes: u64 = kilobytes.and_then(|text| text.parse().ok()).expect("kB");
        kilobytes * 1024
    }
}
