mod emails;

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinSet;

use super::{AuthenticateError, Authenticator};
use crate::directory::MockDirectory;
use crate::identity::MockTokens;
use crate::{
    Account, AccountId, CredentialCache, DirectoryError, Expiry, Identity, KeyHasher, KeyId,
    LinkedAccount, Resolved, StoredKey, TokenError, VerifiedToken,
};

const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";
const KEY: &str = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// Longer than any of these tests takes.
const LONG: Duration = Duration::from_secs(600);

fn hasher() -> KeyHasher {
    KeyHasher::new("the secret of today".into())
}

fn identity() -> Identity {
    Identity {
        issuer: "privy.io".to_owned(),
        subject: "did:privy:ann".to_owned(),
    }
}

fn verified(account: Option<AccountId>) -> VerifiedToken {
    VerifiedToken {
        identity: identity(),
        account,
        expires_at: Timestamp::now() + SignedDuration::from_hours(1),
    }
}

/// Verifies the token once, with this outcome.
fn tokens(outcome: impl Fn() -> Result<VerifiedToken, TokenError> + Send + 'static) -> MockTokens {
    let mut tokens = MockTokens::new();
    tokens
        .expect_verify()
        .times(1)
        .withf(|token| token == TOKEN)
        .returning(move |_| outcome());
    tokens
}

/// Knows the identity's link, and is asked for it once.
fn linked_to(account: Option<AccountId>) -> MockDirectory {
    let mut directory = MockDirectory::new();
    directory
        .expect_account_for_identity()
        .times(1)
        .withf(|who| *who == identity())
        .returning(move |_| {
            Ok(account.map(|id| LinkedAccount {
                id,
                disabled: false,
            }))
        });
    directory
}

/// Has one account or none, and is asked for it once.
fn with_account(id: AccountId, exists: bool) -> MockDirectory {
    let account = Account {
        id,
        name: "Ann".to_owned(),
        created_at: "2026-08-01T12:00:00Z".to_owned(),
        disabled_at: None,
    };
    let mut directory = MockDirectory::new();
    directory
        .expect_account()
        .times(1)
        .withf(move |asked| *asked == id)
        .returning(move |_| Ok(exists.then(|| account.clone())));
    directory
}

fn authenticator(directory: MockDirectory, tokens: MockTokens) -> Authenticator {
    Authenticator::new(Arc::new(directory), hasher()).with_tokens(Arc::new(tokens))
}

fn assert_unknown(answer: Result<Resolved, AuthenticateError>) {
    assert!(
        matches!(answer, Err(AuthenticateError::Refused(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn token_linked() {
    let account = AccountId::random();
    let authenticator = authenticator(linked_to(Some(account)), tokens(|| Ok(verified(None))));
    let found = authenticator.by_token(TOKEN).await;
    assert_eq!(found.expect("an account").account, account);
}

#[tokio::test]
async fn token_not_linked() {
    let authenticator = authenticator(linked_to(None), tokens(|| Ok(verified(None))));
    assert_unknown(authenticator.by_token(TOKEN).await);
}

/// The mock panics when it is asked for the link.
#[tokio::test]
async fn token_names_account_link_does_not_count() {
    let account = AccountId::random();
    for exists in [true, false] {
        let tokens = tokens(move || Ok(verified(Some(account))));
        let authenticator = authenticator(with_account(account, exists), tokens);
        let found = authenticator.by_token(TOKEN).await;
        if exists {
            assert_eq!(found.expect("an account").account, account);
        } else {
            assert_unknown(found);
        }
    }
}

#[tokio::test]
async fn token_refused_directory_not_asked() {
    let tokens = tokens(|| Err(TokenError::Refused("forged".into())));
    let authenticator = authenticator(MockDirectory::new(), tokens);
    assert_unknown(authenticator.by_token(TOKEN).await);
}

#[tokio::test]
async fn token_not_verifiable_is_no_refusal() {
    let tokens = tokens(|| Err(TokenError::Unavailable("no keys yet".into())));
    let authenticator = authenticator(MockDirectory::new(), tokens);
    let answer = authenticator.by_token(TOKEN).await;
    assert!(
        matches!(answer, Err(AuthenticateError::Tokens(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn token_directory_fails() {
    let down = || DirectoryError::Unavailable("down".into());
    for account in [None, Some(AccountId::random())] {
        let mut directory = MockDirectory::new();
        directory
            .expect_account_for_identity()
            .returning(move |_| Err(down()));
        directory.expect_account().returning(move |_| Err(down()));
        let tokens = tokens(move || Ok(verified(account)));
        let answer = authenticator(directory, tokens).by_token(TOKEN).await;
        assert!(
            matches!(answer, Err(AuthenticateError::Directory(_))),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn token_over_by_the_time_it_is_used() {
    let over = || VerifiedToken {
        expires_at: Timestamp::now(),
        ..verified(None)
    };
    let directory = linked_to(Some(AccountId::random()));
    let authenticator = authenticator(directory, tokens(move || Ok(over())));
    assert_unknown(authenticator.by_token(TOKEN).await);
}

#[tokio::test]
async fn token_hopeless_not_verified() {
    let authenticator = authenticator(MockDirectory::new(), MockTokens::new());
    for text in ["", &"x".repeat(8 * 1024 + 1)] {
        assert_unknown(authenticator.by_token(text).await);
    }
}

#[tokio::test]
async fn token_without_verifier() {
    let authenticator = Authenticator::new(Arc::new(MockDirectory::new()), hasher());
    assert_unknown(authenticator.by_token(TOKEN).await);
}

#[tokio::test]
async fn token_remembered_is_not_verified_again() {
    let account = AccountId::random();
    let authenticator = authenticator(linked_to(Some(account)), tokens(|| Ok(verified(None))))
        .with_cache(CredentialCache::new(LONG));
    for _ in 0..3 {
        let found = authenticator.by_token(TOKEN).await;
        assert_eq!(found.expect("an account").account, account);
    }
}

#[tokio::test]
async fn key_under_either_secret_in_one_query() {
    let account = AccountId::random();
    let hashes = [hasher(), KeyHasher::new("the one before".into())]
        .map(|hasher| hasher.hash_sent(KEY).expect("short enough"));
    let mut directory = MockDirectory::new();
    directory
        .expect_key_by_hash()
        .times(1)
        .withf(move |hash, previous| *hash == hashes[0] && *previous == Some(hashes[1]))
        .returning(move |_, _| Ok(Some(stored(account))));
    let hasher = hasher().with_previous("the one before".into());
    let authenticator = Authenticator::new(Arc::new(directory), hasher);
    let found = authenticator.by_key(KEY).await;
    assert_eq!(found.expect("an account").account, account);
}

/// Each worker of the runtime would ask by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn key_missed_by_many_at_once_costs_one_query() {
    let account = AccountId::random();
    let mut directory = MockDirectory::new();
    directory
        .expect_key_by_hash()
        .times(1)
        .returning(move |_, _| {
            std::thread::sleep(Duration::from_millis(100));
            Ok(Some(stored(account)))
        });
    let authenticator = Arc::new(
        Authenticator::new(Arc::new(directory), hasher()).with_cache(CredentialCache::new(LONG)),
    );
    let mut tasks = JoinSet::new();
    for _ in 0..100 {
        let authenticator = Arc::clone(&authenticator);
        tasks.spawn(async move { authenticator.by_key(KEY).await });
    }
    for found in tasks.join_all().await {
        assert_eq!(found.expect("an account").account, account);
    }
}

fn stored(account: AccountId) -> StoredKey {
    StoredKey {
        id: KeyId::random(),
        account,
        name: "test".to_owned(),
        hint: None,
        created_at: "2026-08-01T12:00:00Z".to_owned(),
        expiry: Expiry::Never,
        last_used: None,
        hashed_under: [None; 2],
        account_disabled: false,
        ended: None,
    }
}
