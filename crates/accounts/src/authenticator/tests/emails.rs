use std::sync::Arc;
use std::time::Duration;

use super::{LONG, TOKEN, authenticator, identity, linked_to, tokens, verified, with_account};
use crate::email_rule::{MockEmailAccounts, MockUserEmails};
use crate::identity::MockTokens;
use crate::{
    AccountId, AuthenticateError, Authenticator, CredentialCache, DirectoryError, EmailAddress,
    EmailError, EmailRule, EmailUnavailable, IdentityToken, LinkedAccount, RefusalCause,
    RequestContext, Resolved, TokenError,
};

const EMAIL: &str = "ann@example.com";

/// Knows what the user's address is, and is asked once.
fn emails(
    answer: impl Fn() -> Result<Option<&'static str>, EmailError> + Send + 'static,
) -> MockUserEmails {
    let mut emails = MockUserEmails::new();
    emails
        .expect_email()
        .times(1)
        .withf(|user, _, _| *user == identity())
        .returning(move |_, _, _| Ok(answer()?.and_then(EmailAddress::of)));
    emails
}

fn accounts(account: Option<AccountId>) -> MockEmailAccounts {
    let mut accounts = MockEmailAccounts::new();
    accounts
        .expect_account_for_email()
        .times(1)
        .withf(|email| email.expose() == EMAIL)
        .returning(move |_| Ok(account));
    accounts
}

fn with_rule(
    authenticator: Authenticator,
    emails: MockUserEmails,
    accounts: MockEmailAccounts,
) -> Authenticator {
    authenticator.with_email_rule(EmailRule::new(Arc::new(emails), Arc::new(accounts)))
}

fn unlinked() -> Authenticator {
    authenticator(linked_to(None), tokens(|| Ok(verified(None))))
}

fn assert_refused(found: &Result<Resolved, AuthenticateError>, cause: RefusalCause) {
    assert!(
        matches!(found, Err(AuthenticateError::Refused(refused)) if *refused == cause),
        "{found:?}"
    );
}

#[tokio::test]
async fn email_leads_to_the_account() {
    let account = AccountId::random();
    let authenticator = with_rule(
        unlinked(),
        emails(|| Ok(Some(EMAIL))),
        accounts(Some(account)),
    );
    let found = authenticator.by_token(TOKEN).await;
    assert_eq!(found.expect("an account").account, account);
}

/// The mocks of the rule panic when they are asked.
#[tokio::test]
async fn link_and_claim_come_first() {
    let account = AccountId::random();
    let linked = authenticator(linked_to(Some(account)), tokens(|| Ok(verified(None))));
    let named = authenticator(
        with_account(account, true),
        tokens(move || Ok(verified(Some(account)))),
    );
    for authenticator in [linked, named] {
        let rule = (MockUserEmails::new(), MockEmailAccounts::new());
        let found = with_rule(authenticator, rule.0, rule.1)
            .by_token(TOKEN)
            .await;
        assert_eq!(found.expect("an account").account, account);
    }
    let unknown = authenticator(
        with_account(account, false),
        tokens(move || Ok(verified(Some(account)))),
    );
    let rule = (MockUserEmails::new(), MockEmailAccounts::new());
    let found = with_rule(unknown, rule.0, rule.1).by_token(TOKEN).await;
    assert_refused(&found, RefusalCause::NoAccount);
}

#[tokio::test]
async fn disabled_account_is_not_looked_for_by_email() {
    let mut directory = crate::directory::MockDirectory::new();
    directory.expect_account_for_identity().returning(|_| {
        Ok(Some(LinkedAccount {
            id: AccountId::random(),
            disabled: true,
        }))
    });
    let authenticator = authenticator(directory, tokens(|| Ok(verified(None))));
    let authenticator = with_rule(
        authenticator,
        MockUserEmails::new(),
        MockEmailAccounts::new(),
    );
    let found = authenticator.by_token(TOKEN).await;
    assert_refused(&found, RefusalCause::AccountDisabled);
}

#[tokio::test]
async fn no_email_and_no_account_refuse() {
    let none = with_rule(unlinked(), emails(|| Ok(None)), MockEmailAccounts::new());
    let found = none.by_token(TOKEN).await;
    assert_refused(&found, RefusalCause::NoEmail);
    let nobody = with_rule(unlinked(), emails(|| Ok(Some(EMAIL))), accounts(None));
    let found = nobody.by_token(TOKEN).await;
    assert_refused(&found, RefusalCause::NoAccount);
}

#[tokio::test]
async fn what_could_not_be_looked_up_is_no_refusal() {
    let wait = Duration::from_secs(7);
    let unavailable = move || {
        Err(EmailError::Unavailable(EmailUnavailable {
            cause: Arc::new(std::io::Error::other("down")),
            retry_after: Some(wait),
        }))
    };
    let down = with_rule(unlinked(), emails(unavailable), MockEmailAccounts::new());
    let found = down.by_token(TOKEN).await;
    let Err(AuthenticateError::Emails(unavailable)) = &found else {
        panic!("{found:?}");
    };
    assert_eq!(unavailable.retry_after, Some(wait));

    let unverified = || Err(TokenError::Unavailable("no keys yet".into()).into());
    let found = with_rule(unlinked(), emails(unverified), MockEmailAccounts::new());
    let found = found.by_token(TOKEN).await;
    assert!(
        matches!(found, Err(AuthenticateError::Tokens(_))),
        "{found:?}"
    );
    let refused = || Err(TokenError::Refused("somebody else's".into()).into());
    let found = with_rule(unlinked(), emails(refused), MockEmailAccounts::new());
    let found = found.by_token(TOKEN).await;
    assert_refused(&found, RefusalCause::Invalid);

    let mut accounts = MockEmailAccounts::new();
    let failed = |_: &EmailAddress| Err(DirectoryError::Unavailable("down".into()));
    accounts.expect_account_for_email().returning(failed);
    let failing = with_rule(unlinked(), emails(|| Ok(Some(EMAIL))), accounts);
    let found = failing.by_token(TOKEN).await;
    assert!(
        matches!(found, Err(AuthenticateError::Directory(_))),
        "{found:?}"
    );
}

/// What was found with one identity token says nothing about another, or about none.
#[tokio::test]
async fn identity_tokens_are_cached_apart() {
    let account = AccountId::random();
    let sent = [
        None,
        Some(IdentityToken::Unreadable),
        Some(IdentityToken::Sent("one".into())),
        Some(IdentityToken::Sent("two".into())),
    ];
    let (mut tokens, mut directory) = (MockTokens::new(), crate::directory::MockDirectory::new());
    tokens
        .expect_verify()
        .times(sent.len())
        .returning(|_| Ok(verified(None)));
    directory
        .expect_account_for_identity()
        .returning(|_| Ok(None));
    let mut emails = MockUserEmails::new();
    for expected in sent.clone() {
        emails
            .expect_email()
            .times(1)
            .withf(move |_, sent, _| *sent == expected)
            .returning(|_, _, _| Ok(EmailAddress::of(EMAIL)));
    }
    let mut accounts = MockEmailAccounts::new();
    accounts
        .expect_account_for_email()
        .returning(move |_| Ok(Some(account)));
    let authenticator = authenticator(directory, tokens).with_cache(CredentialCache::new(LONG));
    let authenticator = with_rule(authenticator, emails, accounts);
    for identity_token in sent {
        let context = Arc::new(RequestContext {
            identity_token,
            ..RequestContext::default()
        });
        for _ in 0..2 {
            let found = context.scope(authenticator.by_token(TOKEN)).await;
            assert_eq!(found.expect("an account").account, account);
        }
    }
}
