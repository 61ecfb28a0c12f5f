use super::*;

#[test]
fn connections_within_the_limit() {
    for (limit, billing, expected) in [
        (u64::MAX, "sandbox", 4096),
        (524_288, "stripe", 4096),
        (1024, "sandbox", 1024 - 64 - 24),
        (1024, "stripe", 468),
        (0, "sandbox", 1),
    ] {
        let environment = [
            ("ACCOUNTS_BILLING", billing),
            ("ACCOUNTS_STRIPE_SECRET_KEY", "sk_test_x"),
            ("ACCOUNTS_KEY_SECRET", "0123456789abcdef0123456789abcdef"),
        ];
        let environment = environment.map(|(name, value)| (name.into(), value.into()));
        let read = Settings::read(None, Vec::new(), environment);
        let (settings, _) = read.expect("valid settings");
        assert_eq!(max_connections(&settings, limit), expected, "{limit}");
    }
}
