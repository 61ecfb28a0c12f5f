use std::time::Duration;

use accounts::CustomerId;
use tokio::time::Instant;

use crate::failed::Failed;

/// How long an account without a live subscription is taken for one without asking again: whoever has just paid waits no longer.
pub(crate) const NONE_LASTS: Duration = Duration::from_millis(500);

/// What a look-up found out about an account.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// The customer with a live subscription; `None` when there is none.
    pub(crate) customer: Option<CustomerId>,
    /// When Stripe was asked, and when the answer was there.
    pub(crate) asked: Instant,
    pub(crate) answered: Instant,
}

/// Which findings of others serve a request.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// When it began to look.
    pub(crate) came: Instant,
    pub(crate) deadline: Instant,
    /// How long a live subscription is taken for live.
    pub(crate) live_lasts: Duration,
    /// Customers that Stripe does not know.
    pub(crate) unknown: &'a [CustomerId],
}

impl Request<'_> {
    /// Whether it can go by what another request found out.
    pub(crate) fn takes(&self, found: &Result<Standing, Failed>) -> bool {
        match found {
            Ok(standing) => {
                let lasts = match &standing.customer {
                    Some(customer) if self.unknown.contains(customer) => return false,
                    Some(_) => standing.asked + self.live_lasts,
                    None => standing.answered + NONE_LASTS,
                };
                // The answer to a question that was under way serves everybody who waited for it.
                standing.answered >= self.came || lasts > self.came
            }
            // The time of another was spent, not ours.
            Err(error) => !error.is_late() || Instant::now() >= self.deadline,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVE_LASTS: Duration = Duration::from_secs(30);

    #[test]
    fn what_serves_whom() {
        let start = Instant::now();
        let at = |ms: u64| start + Duration::from_millis(ms);
        let customer: CustomerId = "cus_1".parse().expect("an id");
        let unknown = [customer.clone()];
        let request = |came, unknown| Request {
            came,
            deadline: at(60_000),
            live_lasts: LIVE_LASTS,
            unknown,
        };
        let found = |customer: Option<&CustomerId>| {
            Ok(Standing {
                customer: customer.cloned(),
                asked: at(0),
                answered: at(2_000),
            })
        };
        for (came, live, none) in [
            (1_000, true, true),
            (2_000, true, true),
            (2_499, true, true),
            (2_500, true, false),
            (29_999, true, false),
            (30_000, false, false),
        ] {
            let request = request(at(came), &[]);
            assert_eq!(request.takes(&found(Some(&customer))), live, "{came}");
            assert_eq!(request.takes(&found(None)), none, "{came}");
        }
        assert!(!request(at(1_000), &unknown).takes(&found(Some(&customer))));
        let late = Err(Failed::Late);
        assert!(!request(at(0), &[]).takes(&late), "there is time left");
        let spent = Request {
            deadline: start,
            ..request(at(0), &[])
        };
        assert!(spent.takes(&late));
        assert!(request(at(0), &[]).takes(&Err(Failed::Overloaded)));
    }
}
