use std::fs;

use accounts_tests::privy::{APP_ID, APP_SECRET, FakePrivy, PrivyIssuer, user_id};
use accounts_tests::{Answer, GOOD_BODY, Installation, Ran, Service};
use test_postgres::{RecoupDatabase, Role, Server};

use crate::world::installation;

/// A canary, so that no output may hold it.
pub(crate) const EMAIL: &str = "canary-ann@example.com";

/// The published service's database and a Privy app beside it. `ann` has an account.
pub(crate) struct PrivyApp {
    pub(crate) theirs: RecoupDatabase<'static>,
    pub(crate) api: FakePrivy,
    pub(crate) issuer: PrivyIssuer,
    pub(crate) account: String,
}

impl PrivyApp {
    pub(crate) fn new() -> Self {
        let theirs = RecoupDatabase::on(Server::shared());
        let (api, issuer) = (FakePrivy::start(), PrivyIssuer::new());
        let account = theirs.account("Acme");
        let app = Self {
            theirs,
            api,
            issuer,
            account,
        };
        app.address(&app.account, EMAIL);
        app.api.user_with_email(&user_id("ann"), EMAIL);
        app
    }

    /// Gives an account an address.
    pub(crate) fn address(&self, account: &str, email: &str) {
        self.theirs.sql(&format!(
            "INSERT INTO account_emails (account_id, email) VALUES ('{account}', '{email}')"
        ));
    }

    /// With the rule switched on, and everything logged.
    pub(crate) fn installation(&self, role: Role) -> Installation {
        let installation = installation(&self.theirs, role)
            .with("ACCOUNTS_BEARER_ISSUER", "privy.io")
            .with("ACCOUNTS_BEARER_AUDIENCE", APP_ID)
            .with("ACCOUNTS_BEARER_JWKS_FILE", "privy.keys")
            .with("ACCOUNTS_PRIVY_APP_ID", APP_ID)
            .with("ACCOUNTS_PRIVY_APP_SECRET", APP_SECRET)
            .with("ACCOUNTS_PRIVY_API_BASE", self.api.base())
            .with("ACCOUNTS_LOG", "trace");
        let keys = installation.folder().join("privy.keys");
        fs::write(keys, self.issuer.key_set()).expect("written");
        installation
    }

    pub(crate) fn serve(&self) -> Service {
        self.installation(Role::Policy).serve()
    }

    /// A request for a portal with the access token of a user.
    pub(crate) async fn ask(&self, service: &Service, name: &str) -> Answer {
        self.ask_with(service, name, None).await
    }

    /// The same, with an identity token.
    pub(crate) async fn ask_with(
        &self,
        service: &Service,
        name: &str,
        identity_token: Option<&str>,
    ) -> Answer {
        let token = self.issuer.access_token(&user_id(name));
        bearer(service, &token, identity_token).await
    }
}

/// A request for a portal with a bearer token.
pub(crate) async fn bearer(service: &Service, token: &str, identity_token: Option<&str>) -> Answer {
    let mut client = service
        .client()
        .portal()
        .header("authorization", &format!("Bearer {token}"))
        .json(GOOD_BODY);
    if let Some(token) = identity_token {
        client = client.header("privy-id-token", token);
    }
    client.send_to_page().await
}

/// The account is known: the sandbox has no subscription of it.
#[track_caller]
pub(crate) fn assert_known(answer: &Answer) {
    answer.assert_error(400, "No active subscription found");
}

#[track_caller]
pub(crate) fn assert_refused(answer: &Answer) {
    answer.assert_error(401, "Unauthorized");
    assert!(answer.header("www-authenticate").is_some(), "{answer:?}");
}

/// It could not be found out; answers how long to wait.
#[track_caller]
pub(crate) fn assert_unavailable(answer: &Answer) -> u64 {
    answer.assert_error(503, "The service is temporarily unavailable");
    let wait = answer.header("retry-after").expect("a wait");
    wait.parse().expect("whole seconds")
}

/// Neither an address nor a token, a user or a secret is anywhere in what was written.
#[track_caller]
pub(crate) fn assert_silent(ran: &Ran) {
    // A token is three parts that begin like this; addresses may be escaped in statements.
    for secret in [
        "canary",
        "example.com",
        "x40",
        "eyJ",
        "did:privy:",
        APP_SECRET,
    ] {
        for text in [&ran.stdout, &ran.stderr] {
            let line = text.lines().find(|line| line.contains(secret));
            assert_eq!(line, None, "{secret}");
        }
    }
}
