use crate::settings::Settings;

fn settings(given: &[(&str, &str)]) -> Settings {
    let secrets = [
        ("ACCOUNTS_KEY_SECRET", "0123456789abcdef0123456789abcdef"),
        ("ACCOUNTS_STRIPE_SECRET_KEY", "sk_test_1"),
    ];
    let environment = secrets.iter().chain(given);
    let environment = environment.map(|(name, text)| (name.into(), text.into()));
    Settings::read(None, Vec::new(), environment)
        .expect("valid")
        .0
}

#[test]
fn provider_time_is_a_little_shorter() {
    for (request, provider) in [("10000", 9_750), ("1000", 950), ("100", 95)] {
        let settings = settings(&[("ACCOUNTS_REQUEST_DEADLINE_MS", request)]);
        assert_eq!(settings.provider_time().as_millis(), provider, "{request}");
    }
}

#[test]
fn rate_of_each_provider() {
    let stripe = ("ACCOUNTS_BILLING", "stripe");
    let set = ("ACCOUNTS_RATE_PER_SECOND", "50");
    let burst = ("ACCOUNTS_RATE_BURST", "7");
    let rate = |given: &[_]| {
        let rate = settings(given).rate();
        rate.map(|(per_second, burst)| (per_second.get(), burst.get()))
    };
    assert_eq!(rate(&[]), None);
    assert_eq!(rate(&[set]), Some((50, 20)));
    assert_eq!(rate(&[burst]), Some((5, 7)));
    assert_eq!(rate(&[stripe]), Some((5, 20)));
    assert_eq!(rate(&[stripe, set, burst]), Some((50, 7)));
}

#[test]
fn slow_clients_have_a_third_of_the_idle_time() {
    for (idle, seconds) in [("75000", 20), ("30000", 10)] {
        let settings = settings(&[("ACCOUNTS_IDLE_TIMEOUT_MS", idle)]);
        assert_eq!(settings.head_timeout().as_secs(), seconds, "{idle}");
        assert_eq!(settings.write_timeout().as_secs(), seconds, "{idle}");
    }
}
