use std::sync::Mutex;

use super::*;
use crate::directory::MockDirectory;
use crate::{AccountId, ApiKey, DirectoryError, Expiry, KeyHasher, SecretFingerprint};

fn hashes() -> KeyHashes {
    let key = ApiKey::received("recoup_sk_x").expect("short enough");
    KeyHasher::new("the secret of today".into()).hashes(&key)
}

fn stored(last_used: Option<&str>, under: Option<SecretFingerprint>) -> StoredKey {
    StoredKey {
        id: KeyId::random(),
        account: AccountId::random(),
        name: "test".to_owned(),
        hint: None,
        created_at: "2026-08-01T12:00:00Z".to_owned(),
        expiry: Expiry::Never,
        last_used: last_used.map(str::to_owned),
        hashed_under: [None, under],
        account_disabled: false,
        ended: None,
    }
}

/// A directory that remembers what it was told to note, and answers so.
fn noting(
    answer: impl Fn() -> Result<(), DirectoryError> + Send + 'static,
) -> (Arc<dyn Directory>, Arc<Mutex<Vec<KeyUse>>>) {
    let noted = Arc::new(Mutex::new(Vec::new()));
    let ours = Arc::clone(&noted);
    let mut directory = MockDirectory::new();
    directory.expect_note_key_use().returning(move |used| {
        ours.lock().expect("a lock").push(used.clone());
        answer()
    });
    (Arc::new(directory), noted)
}

#[test]
fn use_is_due_after_five_minutes() {
    let now: Timestamp = "2026-08-01T12:00:00Z".parse().expect("a time");
    for (last_used, due) in [
        (None, true),
        (Some("2026-08-01T11:55:00.000000Z"), true),
        (Some("2026-08-01T11:55:00.000001Z"), false),
        (Some("2026-08-01 11:59:00+00"), false),
        (Some("2026-08-01T12:04:59Z"), false),
        (Some("2026-08-01T13:00:00Z"), true),
        (Some("yesterday"), true),
    ] {
        assert_eq!(is_due(last_used, now), due, "{last_used:?}");
    }
}

#[tokio::test]
async fn note_what_is_missing_once() {
    let (directory, noted) = noting(|| Ok(()));
    let (uses, writer) = KeyUses::new(directory);
    let current = Some(hashes().current.under);
    let now = Timestamp::now().to_string();
    let never = stored(None, None);
    let unrolled = stored(Some(&now), None);
    let unused = stored(None, current);
    for key in [
        &never,
        &never,
        &unrolled,
        &unused,
        &stored(Some(&now), current),
    ] {
        uses.note(key, hashes());
    }
    uses.stop().await;
    writer.run().await;
    let noted = noted.lock().expect("a lock");
    let noted: Vec<_> = noted
        .iter()
        .map(|used| (used.id, used.keep_hash, used.last_use.is_some()))
        .collect();
    let expected = [
        (never.id, true, true),
        (unrolled.id, true, false),
        (unused.id, false, true),
    ];
    assert_eq!(noted, expected);
}

/// Nobody works the queue off: what comes beyond its bound is dropped, and nobody waits.
#[tokio::test]
async fn full_queue_drops() {
    let (directory, noted) = noting(|| Ok(()));
    let (uses, writer) = KeyUses::new(directory);
    for _ in 0..MAX_WAITING {
        uses.note(&stored(None, None), hashes());
    }
    let late = stored(None, None);
    uses.note(&late, hashes());
    assert!(!uses.waiting.lock().contains(&late.id), "it can come again");
    let running = tokio::spawn(writer.run());
    uses.stop().await;
    running.await.expect("it ends");
    assert_eq!(noted.lock().expect("a lock").len(), MAX_WAITING);
    uses.note(&late, hashes());
}

#[tokio::test]
async fn failed_use_is_noted_again() {
    let (directory, noted) = noting(|| Err(DirectoryError::Unavailable("down".into())));
    let (uses, writer) = KeyUses::new(directory);
    let running = tokio::spawn(writer.run());
    let key = stored(None, None);
    for times in 1..=2 {
        uses.note(&key, hashes());
        while uses.waiting.lock().contains(&key.id) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(noted.lock().expect("a lock").len(), times);
    }
    uses.stop().await;
    running.await.expect("it ends");
}

/// A directory with one hash of each key is told the times, and nothing of hashes.
#[tokio::test]
async fn times_alone() {
    let (directory, noted) = noting(|| Ok(()));
    let (uses, writer) = KeyUses::new(directory);
    let uses = uses.without_hashes();
    let recently = Timestamp::now().to_string();
    uses.note(&stored(Some(&recently), None), hashes());
    uses.note(&stored(None, None), hashes());
    uses.stop().await;
    writer.run().await;
    let noted = noted.lock().expect("a lock");
    let [used] = &noted[..] else {
        panic!("{noted:?}");
    };
    assert!(!used.keep_hash && used.last_use.is_some(), "{used:?}");
}
