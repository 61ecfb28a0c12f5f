use std::sync::Arc;

use super::asked::{
    Answer, CANARY, GOOD_BODY, KEY, account, ask_of, cause, directory_with, hasher,
};
use crate::billing::MockBilling;
use crate::directory::MockDirectory;
use crate::identity::MockTokens;
use crate::{
    Authenticator, Expiry, Identity, LinkedAccount, PortalSession, TokenError, VerifiedToken,
};

const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";

fn verified() -> VerifiedToken {
    VerifiedToken {
        identity: Identity {
            issuer: "privy.io".to_owned(),
            subject: "did:privy:ann".to_owned(),
        },
        account: None,
        expires_at: jiff::Timestamp::MAX,
    }
}

async fn ask_with_token(
    directory: MockDirectory,
    outcome: impl Fn() -> Result<VerifiedToken, TokenError> + Send + 'static,
    billing: MockBilling,
) -> Answer {
    let mut tokens = MockTokens::new();
    tokens
        .expect_verify()
        .times(1)
        .returning(move |_| outcome());
    let authenticator =
        Authenticator::new(Arc::new(directory), hasher()).with_tokens(Arc::new(tokens));
    let header = format!("Bearer {TOKEN}");
    ask_of(
        authenticator,
        billing,
        &[("authorization", &header)],
        GOOD_BODY,
    )
    .await
}

#[tokio::test]
async fn present_token_of_linked_identity() {
    let mut directory = MockDirectory::new();
    directory.expect_account_for_identity().returning(|_| {
        Ok(Some(LinkedAccount {
            id: account(),
            disabled: false,
        }))
    });
    let mut billing = MockBilling::new();
    billing
        .expect_open_portal()
        .times(1)
        .withf(|whose, _, _| *whose == account())
        .returning(|_, _, _| {
            Ok(Some(PortalSession {
                id: "portal_sess_1".to_owned(),
                url: "https://billing.example.com/manage/1".into(),
            }))
        });
    let answer = ask_with_token(directory, || Ok(verified()), billing).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// Forged or nobody's: not a byte differs.
#[tokio::test]
async fn present_token_refused_or_unknown() {
    let mut nobody = MockDirectory::new();
    nobody.expect_account_for_identity().returning(|_| Ok(None));
    let forged = MockDirectory::new();
    let refused = || Err(TokenError::Refused(cause()));
    let answers = [
        ask_with_token(nobody, || Ok(verified()), MockBilling::new()).await,
        ask_with_token(forged, refused, MockBilling::new()).await,
    ];
    for answer in &answers {
        answer.assert_error(401, "Unauthorized");
        assert_eq!(answer.headers, answers[0].headers);
        assert_eq!(answer.cause, None);
    }
}

#[tokio::test]
async fn present_token_that_cannot_be_verified() {
    let unavailable = || Err(TokenError::Unavailable(cause()));
    let answer = ask_with_token(MockDirectory::new(), unavailable, MockBilling::new()).await;
    answer.assert_error(503, "The service is temporarily unavailable");
    assert_eq!(answer.header("retry-after"), Some("1"));
    assert!(answer.cause.expect("a cause").contains(CANARY));
}

/// The mock panics when it is asked to verify one of them.
#[tokio::test]
async fn present_what_is_no_token() {
    let key = format!("Bearer {KEY}");
    for header in [("authorization", key.as_str()), ("x-api-key", KEY)] {
        let directory = directory_with(Expiry::Unreadable);
        let authenticator = Authenticator::new(Arc::new(directory), hasher())
            .with_tokens(Arc::new(MockTokens::new()));
        let answer = ask_of(authenticator, MockBilling::new(), &[header], GOOD_BODY).await;
        answer.assert_error(401, "Unauthorized");
    }
}
