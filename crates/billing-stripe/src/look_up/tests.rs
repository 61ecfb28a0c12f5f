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
    let look_up = |customer: Result<Option<&CustomerId>, PortalError>| LookUp {
        customer: customer.map(Option::<&CustomerId>::cloned),
        asked: at(0),
        answered: at(2_000),
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
        assert_eq!(
            request.can_use(&look_up(Ok(Some(&customer)))),
            live,
            "{came}"
        );
        assert_eq!(request.can_use(&look_up(Ok(None))), none, "{came}");
    }
    assert!(!request(at(1_000), &unknown).can_use(&look_up(Ok(Some(&customer)))));
    let timeout = look_up(Err(PortalError::Timeout));
    assert!(!request(at(0), &[]).can_use(&timeout), "there is time left");
    let spent = Request {
        deadline: start,
        ..request(at(0), &[])
    };
    assert!(spent.can_use(&timeout));
    let overloaded = look_up(Err(PortalError::Overloaded));
    assert!(request(at(2_000), &[]).can_use(&overloaded));
    assert!(!request(at(2_001), &[]).can_use(&overloaded));
}
