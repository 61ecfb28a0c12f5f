use super::*;

#[test]
fn clocks_apart() {
    for (ahead, text) in [
        (0, None),
        (5, None),
        (-5, None),
        (6, Some("6 s behind Stripe's")),
        (-90, Some("90 s ahead of Stripe's")),
    ] {
        let found = apart(SignedDuration::from_secs(ahead));
        match text {
            None => assert!(found.is_ok(), "{ahead}"),
            Some(text) => {
                let error = found.expect_err("apart").to_string();
                assert!(error.contains(text), "{ahead}: {error}");
            }
        }
    }
}
