//! One account's session never reaches another's data.

use axum::http::StatusCode;
use billing_sandbox::Scenario;

use crate::support::World;

#[tokio::test]
async fn every_id_of_one_with_the_session_of_the_other() {
    let world = World::new().await;
    let ann = world.seeded(Scenario::Active).await;
    let bob = world.account("Bob the secret").await;
    let seeded = world
        .sandbox
        .seed(bob, Scenario::ManyInvoices, async |_| Ok(()))
        .await;
    seeded.expect("seeded");
    // Whatever is Bob's can be told from whatever is Ann's.
    for change in [
        "UPDATE sandbox_invoices SET amount = 987654 WHERE account = $1",
        "UPDATE sandbox_subscriptions SET card = 'mastercard', plan = 'Bobs plan' WHERE account = $1",
    ] {
        let changed = sql::query(change).bind(bob.to_string());
        changed.execute(world.database.pool()).await.expect(change);
    }
    let (ann, ann_tab, bob_tab) = (ann, world.tab(ann).await, world.tab(bob).await);
    let (_, ann_secret) = ann_tab.cookie.split_once('=').expect("a pair");
    let bobs = [
        bob.to_string(),
        bob_tab.link.id.clone(),
        "Bob the secret".to_owned(),
        "Bobs plan".to_owned(),
        "9,876.54".to_owned(),
    ];
    let assert_none_of_bobs = |body: &str| {
        for text in &bobs {
            assert!(!body.contains(text.as_str()), "{text}: {body}");
        }
    };

    // Bob's session with Ann's cookie, under her name and under his.
    let pages = [
        "",
        "/payment-method",
        "/invoices",
        "/invoices/1",
        "/cancel",
        "/cancel/confirm?reason=other",
    ];
    for cookie in [
        ann_tab.cookie.clone(),
        format!("{}={ann_secret}", bob_tab.link.id),
    ] {
        for page in pages {
            let path = format!("{}{page}", bob_tab.link.page);
            let answer = world.get(&path, Some(&cookie)).await;
            answer.assert_message(StatusCode::NOT_FOUND, "This link does not open anything");
            assert_none_of_bobs(&answer.body);
        }
        for (form, fields) in [
            ("/cancel", "reason=other"),
            ("/payment-method", "card=visa"),
            ("/keep", ""),
        ] {
            for token in [&ann_tab.token, &bob_tab.token] {
                let path = format!("{}{form}", bob_tab.link.page);
                let answer = world
                    .post(&path, Some(&cookie), &format!("form={token}&{fields}"))
                    .await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND);
                assert_none_of_bobs(&answer.body);
            }
        }
    }

    // Every number of Bob's invoices in Ann's session: her own, or none.
    let hers = world.invoices(ann).await.len();
    for (number, ..) in world.invoices(bob).await {
        let answer = ann_tab.get(&format!("/invoices/{number}")).await;
        let own = usize::try_from(number).expect("small") <= hers;
        assert_eq!(answer.status == StatusCode::OK, own, "{number}");
        assert_none_of_bobs(&answer.body);
    }
    for id in [bob.to_string(), bob_tab.link.id.clone()] {
        let answer = ann_tab.get(&format!("/invoices/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    for page in pages {
        assert_none_of_bobs(&ann_tab.show(page).await);
    }

    assert!(ann_tab.show("").await.contains("Visa ending in 4242"));

    // Ids in fields that no form of ours has are not looked at.
    let account = bob.to_string();
    let fields = [
        ("account", account.as_str()),
        ("card", "american-express"),
        ("reason", "other"),
    ];
    ann_tab.change("/payment-method", &fields).await;
    ann_tab.change("/cancel", &fields).await;
    let page = bob_tab.show("").await;
    assert!(
        page.contains("Mastercard ending in 4444") && page.contains("Active"),
        "{page}"
    );
}
