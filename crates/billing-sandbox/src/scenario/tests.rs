use super::*;

#[test]
fn same_on_every_day() {
    let leap_year: Timestamp = "2028-01-01T12:00:00Z".parse().expect("a time");
    for day in 0..4 * 366 {
        let now = leap_year + SignedDuration::from_hours(24 * day);
        for (scenario, invoices) in Scenario::ALL.into_iter().zip([4, 0, 3, 4, 3, 61]) {
            let record = scenario.record(now);
            assert_eq!(record.invoices.len(), invoices, "{scenario} at {now}");
            if let Some((last, _)) = record.invoices.last() {
                assert_eq!(last.end, record.current_period_end, "{scenario} at {now}");
            }
            let ended = record.current_period_end <= now;
            assert_eq!(ended, scenario == Scenario::Canceled, "{scenario} at {now}");
        }
    }
}
