use super::*;

fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("not zero")
}

#[test]
fn burst_then_a_wait_each_account_by_itself() {
    let rate = AccountRate::new(number(1), number(3));
    let [ann, bob] = [AccountId::random(), AccountId::random()];
    for _ in 0..3 {
        assert_eq!(rate.check(ann), Ok(()));
    }
    let wait = rate.check(ann).expect_err("too many");
    assert!(
        wait > Duration::ZERO && wait <= Duration::from_secs(1),
        "{wait:?}"
    );
    assert_eq!(rate.check(bob), Ok(()));
}

#[test]
fn accounts_are_remembered_up_to_a_bound() {
    let rate = AccountRate::remembering(100, number(1), number(1_000));
    for _ in 0..1_000 {
        assert_eq!(rate.check(AccountId::random()), Ok(()));
    }
    rate.limiters.run_pending_tasks();
    assert!(rate.limiters.entry_count() <= 100);
}
