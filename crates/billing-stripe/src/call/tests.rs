use super::*;

#[test]
fn parameters_are_encoded() {
    let call = Call::get(
        Endpoint::Other,
        &[
            ("current_period_end[gt]", "17"),
            ("return_url", "https://a.example/?a=1&b=%C3%BC#x y+z"),
            ("query", "metadata['accountId']:'1'"),
        ],
    );
    let decoded: Vec<_> = url::form_urlencoded::parse(call.form.as_bytes())
        .into_owned()
        .collect();
    assert_eq!(decoded[0].0, "current_period_end[gt]");
    assert_eq!(decoded[1].1, "https://a.example/?a=1&b=%C3%BC#x y+z");
    assert_eq!(decoded[2].1, "metadata['accountId']:'1'");
    assert!(
        call.form.is_ascii() && !call.form.contains(' '),
        "{}",
        call.form
    );
}

#[test]
fn idempotency_keys_are_fresh_and_for_posts() {
    let key = || Call::post(Endpoint::Sessions, &[]).idempotency_key;
    assert!(key().is_some_and(|key| key.len() <= 255));
    assert_ne!(key(), key());
    assert_eq!(Call::get(Endpoint::Sessions, &[]).idempotency_key, None);
}
