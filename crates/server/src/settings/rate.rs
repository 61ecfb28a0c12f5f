use std::num::NonZeroU32;

use accounts::AccountRate;
use billing_stripe::AccountPace;

use crate::settings::value::{Unfit, Value, whole_number};
use crate::settings::{Provider, Settings};

/// Highest rate that can be set.
const MAX_RATE: u64 = 1_000_000;

/// What holds with Stripe where nothing is set: well below the 25 requests a second that Stripe takes.
const DEFAULT_PER_SECOND: NonZeroU32 = NonZeroU32::new(5).expect("not zero");
const DEFAULT_BURST: NonZeroU32 = NonZeroU32::new(20).expect("not zero");

/// A number of requests from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate(NonZeroU32);

impl Rate {
    pub(crate) fn get(self) -> NonZeroU32 {
        self.0
    }
}

impl Value for Rate {
    const FORM: &'static str = "NUMBER";

    fn read(text: &str) -> Result<Self, Unfit> {
        let number = whole_number(text, 1..=MAX_RATE)?;
        let number = u32::try_from(number).ok().and_then(NonZeroU32::new);
        Ok(Self(number.expect("the range fits")))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

/// The limit of one account: with Stripe always, otherwise where one is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct AccountLimit {
    per_second: NonZeroU32,
    burst: NonZeroU32,
}

impl Settings {
    /// How often each account may ask; `None` when there is no limit.
    pub(crate) fn account_rate(&self) -> Option<AccountRate> {
        let limit = self.account_limit()?;
        Some(AccountRate::new(limit.per_second, limit.burst))
    }

    /// How fast the requests of one account go to Stripe: a burst is spread over a few seconds, so that it takes no more than a share of
    /// what Stripe lets through in one.
    pub(crate) fn account_pace(&self) -> Option<AccountPace> {
        let AccountLimit { per_second, burst } = self.account_limit()?;
        Some(AccountPace {
            per_second: per_second.saturating_mul(NonZeroU32::MIN.saturating_add(1)),
            burst: per_second.min(burst),
        })
    }

    fn account_limit(&self) -> Option<AccountLimit> {
        let (per_second, burst) = (self.rate_per_second, self.rate_burst);
        let is_set = per_second.is_some() || burst.is_some();
        (is_set || self.billing == Provider::Stripe).then(|| AccountLimit {
            per_second: per_second.map_or(DEFAULT_PER_SECOND, Rate::get),
            burst: burst.map_or(DEFAULT_BURST, Rate::get),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(given: &[(&str, &str)]) -> Option<(u32, u32)> {
        let secrets = [
            ("ACCOUNTS_KEY_SECRET", "0123456789abcdef0123456789abcdef"),
            ("ACCOUNTS_STRIPE_SECRET_KEY", "sk_test_1"),
        ];
        let environment = secrets.iter().chain(given);
        let environment = environment.map(|(name, text)| (name.into(), text.into()));
        let (settings, _) = Settings::read(None, Vec::new(), environment).expect("fit");
        let limit = settings.account_limit()?;
        Some((limit.per_second.get(), limit.burst.get()))
    }

    #[test]
    fn limit_of_each_provider() {
        let stripe = ("ACCOUNTS_BILLING", "stripe");
        let rate = ("ACCOUNTS_RATE_PER_SECOND", "50");
        let burst = ("ACCOUNTS_RATE_BURST", "7");
        assert_eq!(limit(&[]), None);
        assert_eq!(limit(&[rate]), Some((50, 20)));
        assert_eq!(limit(&[burst]), Some((5, 7)));
        assert_eq!(limit(&[stripe]), Some((5, 20)));
        assert_eq!(limit(&[stripe, rate, burst]), Some((50, 7)));
    }

    #[test]
    fn rates_refused() {
        for text in ["0", "-1", "1.5", "many", "1000001"] {
            assert!(Rate::read(text).is_err(), "{text}");
        }
    }
}
