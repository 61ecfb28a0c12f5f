//! Whose customer is found: every candidate is looked at, and an odd object on a page spoils nothing but itself.

use accounts_tests::Metrics;
use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply, Subscription};
use serde_json::{Value, json};

use crate::expected::{DONE, NO_SUBSCRIPTION, NONSENSE, check};

const LATER: i64 = 4_102_444_800;
const OVER: i64 = 1_700_000_000;

fn started() -> (FakeStripe, Billed) {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::start(installation);
    (fake, billed)
}

fn page(data: &[Value]) -> Reply {
    let page = json!({ "object": "list", "data": data, "has_more": false, "url": "/v1/x" });
    Reply::json(200, &page)
}

/// A page that is not the last one.
fn first_page(data: &[Value]) -> Reply {
    let page = json!({ "object": "list", "data": data, "has_more": true, "next_page": "next", "url": "/v1/x" });
    Reply::json(200, &page)
}

fn subscription(account: &str, customer: &Value, end: i64, created: i64) -> Value {
    json!({
        "id": format!("sub_{created}"), "object": "subscription", "status": "active", "customer": customer, "created": created,
        "current_period_end": end, "metadata": { "accountId": account },
    })
}

async fn ask(name: &str, billed: &Billed, expected: (u16, &str)) {
    let answer = billed.good().send().await;
    println!("| {name} | {} |", answer.status);
    check(name, &answer, expected);
}

fn opened(fake: &FakeStripe) -> Option<String> {
    let sessions = fake.calls(Call::Session);
    Some(sessions.last()?.parameter("customer")?.to_owned())
}

/// Three customers that the account once was, the newest over by what the search says; only the list of the oldest has a live one.
#[tokio::test]
async fn every_candidate_of_the_subscription_search() {
    let (fake, billed) = started();
    let found: Vec<_> = (1..=3)
        .map(|number| {
            let customer = format!("cus_{number}");
            fake.customer(&billed.account, &customer);
            subscription(&billed.account, &json!(customer), OVER, number)
        })
        .collect();
    fake.always(Call::SearchSubscriptions, Some(page(&found)));
    fake.subscribe(Subscription::active("", "cus_1"));
    ask("three candidates", &billed, DONE).await;
    assert_eq!(opened(&fake).as_deref(), Some("cus_1"));
    let lists = fake.calls(Call::Subscriptions);
    let asked: Vec<_> = lists
        .iter()
        .map(|list| list.parameter("customer").expect("one"))
        .collect();
    assert_eq!(asked, ["cus_3", "cus_2", "cus_1"], "newest first");
}

/// None of the subscriptions that are found is live, and the customer with a live one is found by the other search alone.
#[tokio::test]
async fn every_candidate_of_both_searches() {
    let (fake, billed) = started();
    for customer in ["cus_old", "cus_bare", "cus_good"] {
        fake.customer(&billed.account, customer);
    }
    let old = subscription(&billed.account, &json!("cus_old"), OVER, 9);
    fake.always(Call::SearchSubscriptions, Some(page(&[old])));
    fake.subscribe(Subscription::active("", "cus_good"));
    ask("both searches", &billed, DONE).await;
    assert_eq!(opened(&fake).as_deref(), Some("cus_good"));
}

/// The one that is remembered has nothing live any more, and so have all others: only then there is none.
#[tokio::test]
async fn no_candidate_is_live() {
    let (fake, billed) = started();
    for customer in ["cus_1", "cus_2", "cus_3"] {
        fake.customer(&billed.account, customer);
    }
    ask(
        "three customers without subscription",
        &billed,
        NO_SUBSCRIPTION,
    )
    .await;
    assert_eq!(fake.calls(Call::Subscriptions).len(), 3);
}

#[tokio::test]
async fn further_pages_of_a_search() {
    let (fake, billed) = started();
    fake.customer(&billed.account, "cus_1");
    let over = subscription(&billed.account, &json!("cus_1"), OVER, 9);
    let live = subscription(&billed.account, &json!("cus_2"), LATER, 1);
    fake.customer(&billed.account, "cus_2");
    fake.next(
        Call::SearchSubscriptions,
        [first_page(&[over]), page(&[live])],
    );
    ask("the second page of a search", &billed, DONE).await;
    let searches = fake.calls(Call::SearchSubscriptions);
    assert_eq!(searches[1].parameter("page"), Some("next"));
    assert_eq!(opened(&fake).as_deref(), Some("cus_2"));
}

#[tokio::test]
async fn further_pages_of_a_list() {
    let (fake, billed) = started();
    billed.link("cus_1");
    fake.customer(&billed.account, "cus_1");
    let over: Vec<_> = (1..=10)
        .map(|number| subscription("", &json!("cus_1"), OVER, number))
        .collect();
    let live = subscription("", &json!("cus_1"), LATER, 11);
    fake.next(Call::Subscriptions, [first_page(&over), page(&[live])]);
    ask("the second page of a list", &billed, DONE).await;
    let lists = fake.calls(Call::Subscriptions);
    assert_eq!(lists[1].parameter("starting_after"), Some("sub_10"));
}

/// A subscription comes with ten of its items. Stripe listed it because its period runs, by an item that did not come along.
#[tokio::test]
async fn eleventh_item() {
    let (fake, billed) = started();
    billed.link("cus_1");
    fake.customer(&billed.account, "cus_1");
    let items: Vec<_> = (1..=10)
        .map(|number| json!({ "id": format!("si_{number}"), "current_period_end": OVER }))
        .collect();
    let mut found = subscription("", &json!("cus_1"), OVER, 1);
    found
        .as_object_mut()
        .expect("an object")
        .remove("current_period_end");
    found["items"] = json!({ "object": "list", "data": items, "has_more": true });
    fake.always(Call::Subscriptions, Some(page(&[found])));
    ask("the eleventh item", &billed, DONE).await;
}

/// More pages than are read: nobody knows, and nobody says that there is none.
#[tokio::test]
async fn more_than_are_read() {
    let (fake, billed) = started();
    let over = subscription(&billed.account, &json!("cus_1"), OVER, 1);
    fake.always(Call::SearchSubscriptions, Some(first_page(&[over])));
    ask("pages without end", &billed, NONSENSE).await;
    assert_eq!(fake.calls(Call::SearchSubscriptions).len(), 10);
}

/// What is odd about another's subscription on the page of a search is not this account's trouble.
#[tokio::test]
async fn odd_objects_on_the_page_of_a_search() {
    let (fake, billed) = started();
    fake.customer(&billed.account, "cus_good");
    let good = subscription(&billed.account, &json!("cus_good"), LATER, 1);
    let mut page_of_all = vec![json!(null), json!(7), json!("sub_1"), json!({})];
    for customer in [
        json!(null),
        json!({ "object": "customer" }),
        json!(7),
        json!(""),
    ] {
        page_of_all.push(subscription("another", &customer, LATER, 2));
        page_of_all.push(subscription(&billed.account, &customer, LATER, 3));
    }
    for (field, odd) in [
        ("metadata", json!({ "accountId": 7 })),
        (
            "metadata",
            json!({ "accountId": billed.account, "more": [null, { "a": 1.5 }] }),
        ),
        ("metadata", json!("text")),
        ("metadata", json!(null)),
        ("status", json!(null)),
        ("created", json!("yesterday")),
        ("current_period_end", json!("later")),
        ("items", json!([1, 2])),
    ] {
        let mut odd_one = subscription("another", &json!("cus_other"), LATER, 4);
        odd_one[field] = odd;
        if odd_one["metadata"]["accountId"] == billed.account.as_str() {
            odd_one["customer"] = json!("cus_good");
        }
        page_of_all.push(odd_one);
    }
    page_of_all.push(good);
    fake.always(Call::SearchSubscriptions, Some(page(&page_of_all)));
    ask("odd objects beside the good one", &billed, DONE).await;
    assert_eq!(opened(&fake).as_deref(), Some("cus_good"));
    let metrics = Metrics::of(billed.service.admin()).await;
    let skipped = metrics.get(
        "stripe_objects_skipped_total",
        &[("call", "search subscriptions")],
    );
    println!("| skipped | {skipped} |");
    assert_eq!(skipped, 7.0);
}

#[tokio::test]
async fn expanded_customer() {
    let (fake, billed) = started();
    fake.customer(&billed.account, "cus_1");
    let customer = json!({ "id": "cus_1", "object": "customer", "metadata": {} });
    let found = subscription(&billed.account, &customer, LATER, 1);
    fake.always(Call::SearchSubscriptions, Some(page(&[found])));
    ask("an expanded customer", &billed, DONE).await;
    assert_eq!(opened(&fake).as_deref(), Some("cus_1"));
}

#[tokio::test]
async fn odd_objects_in_a_list() {
    let (fake, billed) = started();
    billed.link("cus_1");
    fake.customer(&billed.account, "cus_1");
    let good = subscription("", &json!(null), LATER, 1);
    let mut odd = subscription("", &json!("cus_1"), LATER, 2);
    odd["status"] = json!(null);
    fake.always(
        Call::Subscriptions,
        Some(page(&[json!(null), odd.clone(), good])),
    );
    ask("odd objects in a list", &billed, DONE).await;

    // Alone it may be the live one: nobody knows.
    let (fake, billed) = started();
    billed.link("cus_1");
    fake.customer(&billed.account, "cus_1");
    fake.always(Call::Subscriptions, Some(page(&[odd])));
    ask("an odd one alone", &billed, NONSENSE).await;
}
