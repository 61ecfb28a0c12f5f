use super::*;

const LIMITS: ConnectionLimits = ConnectionLimits {
    head: Duration::from_secs(1),
    idle: Duration::from_secs(5),
};

async fn advance(seconds: u64) {
    tokio::time::advance(Duration::from_secs(seconds)).await;
}

fn is_fine(activity: &Activity) -> bool {
    matches!(activity.outlook(LIMITS), Outlook::CheckAt(_))
}

#[tokio::test(start_paused = true)]
async fn idle_after_each_limit() {
    let activity = Activity::new();
    assert!(is_fine(&activity));
    advance(2).await;
    assert_eq!(
        activity.outlook(LIMITS),
        Outlook::SlowHead,
        "no first request"
    );

    let request = activity.request(Version::HTTP_11);
    advance(60).await;
    assert!(is_fine(&activity), "busy");
    drop(request);
    advance(4).await;
    assert!(is_fine(&activity), "idle for a while");
    advance(2).await;
    assert_eq!(activity.outlook(LIMITS), Outlook::Idle);
}

#[tokio::test(start_paused = true)]
async fn head_begins_with_its_first_byte() {
    let activity = Activity::new();
    activity.received();
    let request = activity.request(Version::HTTP_11);
    activity.received();
    assert_eq!(activity.head_began(), None, "that is the body");
    let body = request.clone();
    drop(request);
    activity.received();
    assert_eq!(activity.head_began(), None, "that is still the body");
    drop(body);
    advance(3).await;
    activity.received();
    assert!(is_fine(&activity), "a head has begun");
    activity.received();
    advance(2).await;
    activity.received();
    assert_eq!(activity.outlook(LIMITS), Outlook::SlowHead);

    drop(activity.request(Version::HTTP_2));
    activity.received();
    assert_eq!(activity.head_began(), None, "frames are not heads");
}

#[tokio::test(start_paused = true)]
async fn ending_waits_for_requests_only() {
    let limit = Duration::from_secs(1);
    let advance = |millis| tokio::time::advance(Duration::from_millis(millis));
    let activity = Activity::new();
    advance(10_000).await;
    let since = Instant::now();
    let request = activity.request(Version::HTTP_11);
    advance(5_000).await;
    let again = |activity: &Activity| activity.check_ending(since, limit).is_some();
    assert!(again(&activity), "busy");
    drop(request);
    advance(900).await;
    assert!(again(&activity), "the response is on its way");
    advance(200).await;
    assert!(!again(&activity), "nothing is left to do");

    let idle = Activity::new();
    assert!(idle.check_ending(Instant::now(), limit).is_some());
    assert!(!again(&idle), "told long ago");
}
