use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::Tokens as _;
use identity::{Algorithm, KeyLocation, RemoteKeys, Timing, Verifier};
use tokio::task::JoinSet;

use crate::issuer::{Fate, Issuer, claims, present, rules};
use crate::web::{Page, Web};

/// As in earnest, but that what takes seconds there takes milliseconds here.
pub(crate) fn timing() -> Timing {
    Timing {
        first_retry: Duration::from_millis(20),
        max_retry: Duration::from_millis(100),
        max_retry_without_keys: Duration::from_millis(100),
        ..Timing::default()
    }
}

pub(crate) fn verifier_at(location: KeyLocation, timing: Timing) -> Verifier {
    let algorithms = vec![Algorithm::Es256];
    let keys = RemoteKeys::start(
        location,
        algorithms.clone(),
        timing,
        &egress::Egress::direct(),
    )
    .expect("an HTTP client");
    Verifier::with_remote_keys(rules(&algorithms), keys)
}

fn verifier(address: SocketAddr, timing: Timing) -> Verifier {
    let url = format!("http://{address}/keys.json").parse();
    verifier_at(KeyLocation::KeySet(url.expect("a URL")), timing)
}

/// Waits until a token has this fate. Only a broken verifier takes so long.
pub(crate) async fn until(verifier: &Verifier, token: &str, fate: Fate) {
    let end = Instant::now() + Duration::from_secs(30);
    loop {
        let last = present(verifier, token).await;
        if last == fate {
            return;
        }
        assert!(Instant::now() < end, "{last:?} for ever, not {fate:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn issuer(id: &str) -> Issuer {
    Issuer::new(Algorithm::Es256, id)
}

#[tokio::test]
async fn first_tokens_wait_for_the_keys() {
    let one = issuer("one");
    let set = one.key_set();
    let web = Web::start(move |_| Page {
        after: Duration::from_millis(300),
        ..Page::of(&set)
    })
    .await;
    let verifier = verifier(web.address, timing());
    assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);
    assert!(verifier.ping().await.is_ok());
    assert_eq!(web.asked(), 1);
}

#[tokio::test]
async fn key_rotation_is_seen_by_its_first_tokens() {
    let (old, new) = (issuer("old"), issuer("new"));
    let set = old.key_set();
    let web = Web::start(move |_| Page::of(&set)).await;
    let verifier = Arc::new(verifier(web.address, timing()));
    assert_eq!(present(&verifier, &old.token(&claims())).await, Fate::Taken);

    let set = new.key_set();
    web.answer(move |_| Page {
        after: Duration::from_millis(100),
        ..Page::of(&set)
    });
    let mut tokens = JoinSet::new();
    for _ in 0..50 {
        let (verifier, token) = (Arc::clone(&verifier), new.token(&claims()));
        tokens.spawn(async move { present(&verifier, &token).await });
    }
    assert_eq!(tokens.join_all().await, vec![Fate::Taken; 50]);
    assert_eq!(web.asked(), 2, "one fetch for all of them");
    assert_eq!(
        present(&verifier, &old.token(&claims())).await,
        Fate::Refused
    );
}

/// Issuers with one key at a time need not name it (RFC 7517, section 4.5).
#[tokio::test]
async fn rotation_of_keys_without_id_is_seen_too() {
    let (old, new) = (issuer("old"), issuer("new"));
    let nameless_set = |of: &Issuer| {
        let mut jwk = of.jwk();
        jwk.as_object_mut().expect("an object").remove("kid");
        serde_json::json!({ "keys": [jwk] }).to_string()
    };
    let nameless = |of: &Issuer| of.sign(b"{\"alg\":\"ES256\"}", claims().to_string().as_bytes());
    let (first, second) = (nameless_set(&old), nameless_set(&new));
    let web = Web::start(move |_| Page::of(&first)).await;
    let verifier = verifier(web.address, timing());
    assert_eq!(present(&verifier, &nameless(&old)).await, Fate::Taken);
    web.answer(move |_| Page::of(&second));
    assert_eq!(present(&verifier, &nameless(&new)).await, Fate::Taken);
    // Nor does this ask more often than unknown names do.
    for _ in 0..10 {
        assert_eq!(present(&verifier, &nameless(&old)).await, Fate::Refused);
    }
    assert_eq!(web.asked(), 2);
}

#[tokio::test]
async fn unknown_keys_cost_one_fetch_a_while() {
    let one = issuer("one");
    let set = one.key_set();
    let web = Web::start(move |_| Page::of(&set)).await;
    let pause = Duration::from_secs(2);
    let verifier = Arc::new(verifier(
        web.address,
        Timing {
            refetch_pause: pause,
            ..timing()
        },
    ));
    assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);
    let began = Instant::now();
    for round in 0..3 {
        let mut tokens = JoinSet::new();
        for at in 0..100 {
            let stranger = issuer(&format!("stranger-{round}-{at}"));
            let (verifier, token) = (Arc::clone(&verifier), stranger.token(&claims()));
            tokens.spawn(async move { present(&verifier, &token).await });
        }
        assert_eq!(tokens.join_all().await, vec![Fate::Refused; 100]);
    }
    let allowed =
        1 + usize::try_from(began.elapsed().as_millis() / pause.as_millis()).expect("few");
    assert!(
        (2..=1 + allowed).contains(&web.asked()),
        "{} fetches",
        web.asked()
    );
    assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);

    tokio::time::sleep(pause).await;
    let before = web.asked();
    let stranger = issuer("late");
    assert_eq!(
        present(&verifier, &stranger.token(&claims())).await,
        Fate::Refused
    );
    assert_eq!(web.asked(), before + 1);
}

#[tokio::test]
async fn last_good_keys_are_kept() {
    let one = issuer("one");
    let set = one.key_set();
    let web = Web::start(move |_| Page {
        cache_control: "public, max-age=0",
        ..Page::of(&set)
    })
    .await;
    let soon = Timing {
        min_refresh: Duration::from_millis(50),
        ..timing()
    };
    let verifier = verifier(web.address, soon);
    assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);
    let address = web.address;
    drop(web);
    // Some refreshes fail meanwhile.
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);
    assert!(verifier.ping().await.is_ok());
    // It may be a key that was published since.
    let stranger = issuer("stranger");
    assert_eq!(
        present(&verifier, &stranger.token(&claims())).await,
        Fate::Unavailable
    );

    // Back, with other keys: they come without anybody asking.
    let two = issuer("two");
    let set = two.key_set();
    let _web = Web::start_at(address, move |_| Page::of(&set)).await;
    until(&verifier, &one.token(&claims()), Fate::Refused).await;
    assert_eq!(present(&verifier, &two.token(&claims())).await, Fate::Taken);
    assert_eq!(
        present(&verifier, &stranger.token(&claims())).await,
        Fate::Refused,
        "now it is certain"
    );
}

#[tokio::test]
async fn last_good_keys_are_given_up_in_the_end() {
    let one = issuer("one");
    let set = one.key_set();
    let page = move |_: &str| Page {
        cache_control: "public, max-age=0",
        ..Page::of(&set)
    };
    let web = Web::start(page.clone()).await;
    let soon = Timing {
        min_refresh: Duration::from_millis(50),
        max_use: Duration::from_millis(300),
        ..timing()
    };
    let verifier = verifier(web.address, soon);
    let token = one.token(&claims());
    // While they can be fetched they are never too old.
    tokio::time::sleep(2 * soon.max_use).await;
    assert_eq!(present(&verifier, &token).await, Fate::Taken);
    let address = web.address;
    drop(web);
    until(&verifier, &token, Fate::Unavailable).await;
    assert!(verifier.ping().await.is_err());
    let _web = Web::start_at(address, page).await;
    until(&verifier, &token, Fate::Taken).await;
}

#[tokio::test]
async fn absence_at_start_is_no_fault_of_tokens() {
    let one = issuer("one");
    let set = one.key_set();
    let gone = Web::start(|_| Page::of("")).await;
    let address = gone.address;
    drop(gone);
    let verifier = verifier(address, timing());
    assert_eq!(
        present(&verifier, &one.token(&claims())).await,
        Fate::Unavailable
    );
    assert!(verifier.ping().await.is_err());
    // What is no token at all needs no keys to be refused.
    assert_eq!(present(&verifier, "a.b.c").await, Fate::Refused);
    let _web = Web::start_at(address, move |_| Page::of(&set)).await;
    until(&verifier, &one.token(&claims()), Fate::Taken).await;
    assert!(verifier.ping().await.is_ok());
}

#[tokio::test]
async fn refresh_by_max_age() {
    let one = issuer("one");
    for (cache_control, soon) in [
        ("max-age=0", true),
        ("MAX-AGE=\"0\", public", true),
        ("no-cache", false),
        ("max-age=99999999", false),
    ] {
        let set = one.key_set();
        let web = Web::start(move |_| Page {
            cache_control,
            ..Page::of(&set)
        })
        .await;
        let verifier = verifier(
            web.address,
            Timing {
                min_refresh: Duration::from_millis(20),
                ..timing()
            },
        );
        assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(web.asked() > 1, soon, "{cache_control}: {}", web.asked());
    }
}
