use super::*;

#[test]
fn other_providers_are_refused() {
    let (mut settings, _) = Settings::read(None, Vec::new(), []).expect("valid settings");
    assert!(check_sandbox(&settings).is_ok());
    settings.billing = crate::settings::Provider::Stripe;
    let refused = check_sandbox(&settings).expect_err("refused");
    assert!(
        refused.to_string().contains("ACCOUNTS_BILLING"),
        "{refused}"
    );
    assert!(
        refused.to_string().contains("set it to sandbox"),
        "{refused}"
    );
}
