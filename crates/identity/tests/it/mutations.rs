use std::cell::Cell;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::{Algorithm, KeySet, Verifier};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::issuer::{AUDIENCE, Fate, ISSUER, Issuer, claims, present, rules};

/// How many tokens are tried: `cargo xtask stress` asks for many more.
fn cases() -> u32 {
    let asked = std::env::var("ACCOUNTS_TESTS_MUTATIONS").ok();
    asked.map_or(4_000, |text| {
        text.parse().expect("ACCOUNTS_TESTS_MUTATIONS is a number")
    })
}

/// A change to some bytes.
#[derive(Clone, Debug)]
enum Change {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, Index),
    Repeat(Index, Index),
    Swap(Index, Index),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let span = |a: &Index, b: &Index| {
            let ends = [a.index(bytes.len() + 1), b.index(bytes.len() + 1)];
            ends[0].min(ends[1])..ends[0].max(ends[1])
        };
        match self {
            Self::Insert(at, new) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Remove(a, b) => drop(bytes.drain(span(a, b))),
            Self::Repeat(a, b) => {
                let again = bytes[span(a, b)].to_vec();
                bytes.extend(again);
            }
            _ if bytes.is_empty() => {}
            Self::Set(at, new) => {
                let at = at.index(bytes.len());
                bytes[at] = *new;
            }
            Self::Swap(a, b) => {
                let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
                bytes.swap(a, b);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    // What means something in JSON, in base64 and between the parts.
    let telling = prop::sample::select(br#"{}[]":,\.-_=+/ 0"#.to_vec());
    let byte = prop_oneof![telling, any::<u8>()];
    let text = prop::sample::select(vec![
        "\"alg\":\"none\",",
        "\"sub\":\"admin\",",
        "\"exp\":9e9,",
        "\"\\u0065xp\":1,",
        "null",
        "\u{0}",
        ".",
        "[[[[",
        "1e999",
    ]);
    let piece = prop_oneof![
        text.prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4)
    ];
    prop_oneof![
        (at(), byte).prop_map(|(at, new)| Change::Set(at, new)),
        (at(), piece).prop_map(|(at, new)| Change::Insert(at, new)),
        (at(), at()).prop_map(|(a, b)| Change::Remove(a, b)),
        (at(), at()).prop_map(|(a, b)| Change::Repeat(a, b)),
        (at(), at()).prop_map(|(a, b)| Change::Swap(a, b)),
    ]
}

struct Subject {
    issuer: Issuer,
    verifier: Verifier,
    runtime: Runtime,
}

impl Subject {
    fn new() -> Self {
        let issuer = Issuer::new(Algorithm::Es256, "one");
        let keys = KeySet::from_jwks(issuer.key_set().as_bytes(), &Algorithm::ALL);
        Self {
            verifier: Verifier::with_keys(rules(&Algorithm::ALL), keys.expect("a key")),
            issuer,
            runtime: Builder::new_current_thread().build().expect("a runtime"),
        }
    }

    fn is_taken(&self, token: &[u8]) -> bool {
        // Headers of requests are text by the time that tokens are looked at.
        let token = String::from_utf8_lossy(token);
        match self.runtime.block_on(present(&self.verifier, &token)) {
            Fate::Taken => true,
            Fate::Refused => false,
            Fate::Unavailable => panic!("the keys are there"),
        }
    }
}

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: cases(),
        failure_persistence: None,
        ..Config::default()
    })
}

/// Where a change is made: in the token as sent, or in what one of its parts says.
fn place() -> impl Strategy<Value = Option<usize>> {
    prop_oneof![Just(None), (0_usize..3).prop_map(Some)]
}

#[test]
fn changed_tokens_are_refused() {
    let subject = Subject::new();
    let token = subject.issuer.token(&claims());
    let strategy = prop::collection::vec((place(), change()), 1..4);
    let outcome = runner().run(&strategy, |changes| {
        let mut changed = token.clone().into_bytes();
        for (place, change) in &changes {
            changed = changed_at(changed, *place, change);
        }
        // No other spelling of the same counts either.
        prop_assert_eq!(subject.is_taken(&changed), changed == token.as_bytes());
        Ok(())
    });
    outcome.expect("no changed token is taken");
}

fn changed_at(token: Vec<u8>, place: Option<usize>, change: &Change) -> Vec<u8> {
    let mut parts: Vec<_> = token
        .split(|byte| *byte == b'.')
        .map(<[u8]>::to_vec)
        .collect();
    let decoded = place.and_then(|at| {
        URL_SAFE_NO_PAD
            .decode(parts.get(at)?)
            .ok()
            .map(|text| (at, text))
    });
    match decoded {
        Some((at, mut text)) => {
            change.apply(&mut text);
            parts[at] = URL_SAFE_NO_PAD.encode(text).into_bytes();
            parts.join(&b'.')
        }
        None => {
            let mut token = token;
            change.apply(&mut token);
            token
        }
    }
}

/// What is well signed is taken only if it says to any reader what it has to say.
#[test]
fn changed_claims_well_signed() {
    let subject = Subject::new();
    let header = br#"{"alg":"ES256","kid":"one"}"#;
    let claims = claims().to_string().into_bytes();
    let strategy = prop::collection::vec(change(), 1..3);
    let taken = Cell::new(0_u32);
    let outcome = runner().run(&strategy, |changes| {
        let mut changed = claims.clone();
        for change in &changes {
            change.apply(&mut changed);
        }
        if subject.is_taken(subject.issuer.sign(header, &changed).as_bytes()) {
            taken.set(taken.get() + 1);
            let read: Value = serde_json::from_slice(&changed).expect("JSON");
            prop_assert_eq!(&read["iss"], ISSUER);
            let audience = read["aud"] == AUDIENCE
                || read["aud"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|one| one == AUDIENCE));
            prop_assert!(audience, "{read}");
            prop_assert!(
                read["sub"].as_str().is_some_and(|sub| !sub.is_empty()),
                "{read}"
            );
            prop_assert!(
                read["exp"]
                    .as_f64()
                    .is_some_and(|exp| exp > 1.7e9 && exp < 2.6e11),
                "{read}"
            );
        }
        Ok(())
    });
    outcome.expect("no invalid claims are taken");
    assert!(taken.get() > 0, "some changes leave the claims fit");
}

#[test]
fn any_text_is_refused() {
    let subject = Subject::new();
    let outcome = runner().run(&prop::collection::vec(any::<u8>(), 0..300), |bytes| {
        prop_assert!(!subject.is_taken(&bytes));
        Ok(())
    });
    outcome.expect("no text is taken");
}
