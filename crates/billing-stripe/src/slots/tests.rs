use super::*;

fn fill(slots: &Slots, account: AccountId) -> Vec<Slot<'_>> {
    std::iter::from_fn(|| slots.take(account)).collect()
}

fn shares(slots: &Slots, accounts: &[AccountId]) -> Vec<usize> {
    let used = slots.used.lock();
    let held = |account| used.by_account.get(account).map_or(0, Vec::len);
    accounts.iter().map(held).collect()
}

#[test]
fn places_are_shared() {
    let slots = Slots::new(12);
    let accounts: [_; 4] = std::array::from_fn(|_| AccountId::random());
    let mut held = Vec::new();
    for (account, expected) in
        accounts
            .into_iter()
            .zip([[12, 0, 0, 0], [6, 6, 0, 0], [4, 4, 4, 0], [3, 3, 3, 3]])
    {
        held.extend(fill(&slots, account));
        assert_eq!(shares(&slots, &accounts), expected);
    }
    let newcomer = slots.take(AccountId::random());
    assert!(newcomer.is_some(), "there is one for each");
    drop((held, newcomer));
    assert_eq!(slots.used.lock().count, 0);
    assert!(slots.used.lock().by_account.is_empty());
}

#[tokio::test]
async fn last_one_of_the_largest_gives_way() {
    let slots = Slots::new(2);
    let [ann, bob] = std::array::from_fn(|_| AccountId::random());
    let first = slots.take(ann).expect("free");
    let last = slots.take(ann).expect("free");
    let newcomer = slots.take(bob).expect("a share");
    assert!(slots.take(ann).is_none() && slots.take(bob).is_none());
    assert_eq!(last.hold(std::future::pending::<()>()).await, None);
    assert_eq!(first.hold(async { 1 }).await, Some(1));
    assert_eq!(newcomer.hold(async { 2 }).await, Some(2));
    assert_eq!(slots.used.lock().count, 0);
}
