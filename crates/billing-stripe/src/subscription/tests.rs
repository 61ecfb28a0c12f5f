use super::*;

fn subscription(rest: &str) -> Subscription {
    let text = format!(r#"{{"customer":"cus_1","created":1,{rest}}}"#);
    serde_json::from_str(&text).expect("a subscription")
}

#[test]
fn live_by_status() {
    for (status, live) in [
        ("active", true),
        ("trialing", true),
        ("past_due", true),
        ("unpaid", true),
        ("incomplete", true),
        ("paused", true),
        ("a status to come", true),
        ("canceled", false),
        ("incomplete_expired", false),
    ] {
        let subscription =
            subscription(&format!(r#""status":"{status}","current_period_end":100"#));
        assert_eq!(subscription.life(99) == Life::Live, live, "{status}");
        assert_eq!(subscription.life(100), Life::Over, "{status}");
    }
}

#[test]
fn period_of_either_version() {
    for (rest, life) in [
        (
            r#""current_period_end":100,"items":{"data":[{}]}"#,
            Life::Live,
        ),
        (
            r#""items":{"data":[{"current_period_end":50},{"current_period_end":100}]}"#,
            Life::Live,
        ),
        (
            r#""items":{"data":[{"current_period_end":50}]}"#,
            Life::Over,
        ),
        (
            r#""items":{"data":[{"current_period_end":50}],"has_more":true}"#,
            Life::Hidden,
        ),
        (
            r#""items":{"data":[{"current_period_end":100}],"has_more":true}"#,
            Life::Live,
        ),
        (
            r#""current_period_end":50,"items":{"data":[],"has_more":true}"#,
            Life::Over,
        ),
        (
            r#""items":{"data":[7,{"current_period_end":"soon"},{"current_period_end":100}]}"#,
            Life::Live,
        ),
        (
            r#""current_period_end":null,"items":{"data":[]}"#,
            Life::Unreadable,
        ),
        (r#""items":null"#, Life::Unreadable),
    ] {
        let subscription = subscription(&format!(r#""status":"active",{rest}"#));
        assert_eq!(subscription.life(60), life, "{rest}");
    }
}

#[test]
fn metadata_names_the_very_account() {
    let account = "123e4567-e89b-12d3-a456-426614174000"
        .parse()
        .expect("an id");
    for (text, named) in [
        (
            r#"{"accountId":"123e4567-e89b-12d3-a456-426614174000"}"#,
            true,
        ),
        (
            r#"{"accountId":"123E4567-E89B-12D3-A456-426614174000","seats":3,"more":{"a":[null]}}"#,
            true,
        ),
        (
            r#"{"accountId":"123e4567-e89b-12d3-a456-426614174001"}"#,
            false,
        ),
        (
            r#"{"accountid":"123e4567-e89b-12d3-a456-426614174000"}"#,
            false,
        ),
        (r#"{"accountId":""}"#, false),
        (r#"{"accountId":7}"#, false),
        (
            r#"{"accountId":["123e4567-e89b-12d3-a456-426614174000"]}"#,
            false,
        ),
        ("{}", false),
        ("null", false),
        ("[]", false),
        (r#""text""#, false),
    ] {
        let subscription = subscription(&format!(r#""metadata":{text}"#));
        assert_eq!(subscription.names(account), named, "{text}");
    }
}

#[test]
fn customer_of_each_form() {
    for (text, customer) in [
        (r#""cus_1""#, Some("cus_1")),
        (
            r#"{"id":"cus_1","object":"customer","metadata":{}}"#,
            Some("cus_1"),
        ),
        (
            r#"{"id":"cus_1","object":"customer","deleted":true}"#,
            Some("cus_1"),
        ),
        (r#""""#, None),
        (r#""not an id""#, None),
        ("null", None),
        ("{}", None),
        ("7", None),
    ] {
        let text = format!(r#"{{"customer":{text},"status":"active"}}"#);
        let subscription: Subscription = serde_json::from_str(&text).expect("a subscription");
        let found = subscription.customer();
        assert_eq!(found.as_ref().map(CustomerId::as_str), customer, "{text}");
    }
}
