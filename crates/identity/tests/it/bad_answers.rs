use std::time::Duration;

use accounts::{TokenError, Tokens as _};
use identity::{Algorithm, KeyLocation, Timing};

use crate::issuer::{Fate, Issuer, claims, present};
use crate::remote::{timing, verifier_at};
use crate::web::{Page, Web};

/// Everything that is wrong, with what caused it.
fn whole(error: &dyn std::error::Error) -> String {
    let below = error.source().map(whole);
    format!("{error}: {}", below.unwrap_or_default())
}

#[tokio::test]
async fn answers_that_are_no_key_set() {
    let one = Issuer::new(Algorithm::Es256, "one");
    let good = one.key_set();
    let page = |body: &str| Page::of(body);
    let large = format!("{}{}", good, " ".repeat(256 * 1024));
    let twice = good.replacen("\"keys\":", "\"keys\":[],\"keys\":", 1);
    let status = |status| Page {
        status,
        ..Page::of(&good)
    };
    let other = Web::start({
        let good = good.clone();
        move |_| Page::of(&good)
    })
    .await;
    let redirect = |status| Page {
        status,
        location: other.url("/keys.json"),
        ..Page::of(&good)
    };
    let slow = Page {
        after: Duration::from_secs(60),
        ..Page::of(&good)
    };
    for (name, page, part) in [
        ("redirect", redirect(302), "responded with 302"),
        ("permanent redirect", redirect(308), "responded with 308"),
        ("not found", status(404), "responded with 404"),
        ("failure", status(500), "responded with 500"),
        ("created", status(201), "responded with 201"),
        (
            "a page",
            page("<html>"),
            "not a JSON object with a list `keys`",
        ),
        ("nothing", page(""), "not a JSON object with a list `keys`"),
        ("no keys", page("{\"keys\":[]}"), "none of its 0 keys"),
        (
            "keys twice",
            page(&twice),
            "not a JSON object with a list `keys`",
        ),
        ("too much", page(&large), "more than 262144 bytes"),
        ("too slow", slow, ""),
    ] {
        let web = Web::start(move |_| page.clone()).await;
        let url = web.url("/keys.json").parse().expect("a URL");
        let quick = Timing {
            fetch: Duration::from_millis(1_000),
            ..timing()
        };
        let verifier = verifier_at(KeyLocation::KeySet(url), quick);
        let outcome = verifier.verify(&one.token(&claims())).await;
        let Err(TokenError::Unavailable(cause)) = outcome else {
            panic!("{name}: {outcome:?}");
        };
        let whole = whole(cause.as_ref());
        assert!(whole.contains(part), "{name}: {whole}");

        // The same server can do better.
        let good = good.clone();
        web.answer(move |_| Page::of(&good));
        crate::remote::until(&verifier, &one.token(&claims()), Fate::Taken).await;
    }
    assert_eq!(other.asked(), 0, "no redirect is followed");
}

#[tokio::test]
async fn bad_answers_do_not_replace_good_keys() {
    let one = Issuer::new(Algorithm::Es256, "one");
    let set = one.key_set();
    let web = Web::start(move |_| Page {
        cache_control: "max-age=0",
        ..Page::of(&set)
    })
    .await;
    let url = web.url("/keys.json").parse().expect("a URL");
    let soon = Timing {
        min_refresh: Duration::from_millis(20),
        ..timing()
    };
    let verifier = verifier_at(KeyLocation::KeySet(url), soon);
    assert_eq!(present(&verifier, &one.token(&claims())).await, Fate::Taken);
    for body in [
        "{\"keys\":[]}",
        "<html>",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
    ] {
        let before = web.asked();
        web.answer(move |_| Page::of(body));
        while web.asked() < before + 3 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(
            present(&verifier, &one.token(&claims())).await,
            Fate::Taken,
            "{body}"
        );
    }
}
