//! What the servers of `cargo xtask bench` have around them: a fake Stripe that answers at once, one that takes 300 ms, and an issuer of
//! tokens. Prints what there is, a name and a value on each line, and stops when its standard input ends.
//!
//! Arguments: the account and its customer at Stripe, issuer, audience and subject of the token, and the file for the issuer's keys.

use std::io::Read as _;
use std::time::Duration;

use accounts_tests::stripe::{FakeStripe, Subscription};
use jiff::Timestamp;

#[path = "shared/token.rs"]
mod token;

/// What a call of Stripe's takes on an ordinary day.
const SLOW: Duration = Duration::from_millis(300);

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [account, customer, issuer, audience, subject, keys] = arguments.as_slice() else {
        panic!("six arguments: ACCOUNT CUSTOMER ISSUER AUDIENCE SUBJECT FILE");
    };
    let expires = Timestamp::now().as_second() + 24 * 3600;
    let claims =
        format!(r#"{{"iss":"{issuer}","aud":"{audience}","sub":"{subject}","exp":{expires}}}"#);
    let (token, jwks) = token::signed(&claims);
    std::fs::write(keys, jwks).expect("a file");

    let (quick, slow) = (FakeStripe::start(), FakeStripe::start());
    for stripe in [&quick, &slow] {
        stripe.subscribe(Subscription::active(account, customer));
    }
    slow.latency(SLOW);
    println!("token {token}");
    println!("stripe-key {}", FakeStripe::key());
    println!("stripe {}", quick.base());
    println!("slow-stripe {}", slow.base());
    // Failing reads end it too.
    std::io::stdin().read_to_end(&mut Vec::new()).ok();
}
