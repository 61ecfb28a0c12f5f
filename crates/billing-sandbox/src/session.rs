use accounts::{AccountId, ReturnUrl};
use jiff::SignedDuration;

use crate::portal::{Portal, PortalRow};
use crate::query::{bounded, time};
use crate::sandbox::Sandbox;
use crate::secret::Secret;
use crate::session_id::SessionId;
use crate::store_error::StoreError;
use crate::subscription::live_at;

/// How long a link waits for its first visit, and a session for the next one.
const IDLE_LIMIT: SignedDuration = SignedDuration::from_mins(10);
/// How long after it was made a session ends, however busy.
pub(crate) const AGE_LIMIT: SignedDuration = SignedDuration::from_hours(1);

/// A session that was just opened, with the token for its link.
pub(crate) struct OpenedSession {
    pub(crate) id: SessionId,
    pub(crate) token: Secret,
}

/// What a link leads to.
pub(crate) enum Entry {
    /// The token was good, and is swapped for this.
    Swapped(Secret),
    /// The token was used or waited too long; the way back.
    Spent(String),
    /// There is no such session, or the token is not its.
    Unknown,
}

/// What a cookie leads to.
pub(crate) enum Visit {
    /// The session goes on.
    Live(Box<Portal>),
    /// The session is over; the way back.
    Over(String),
    /// There is no such session, or the cookie is not its.
    Unknown,
}

impl Sandbox {
    /// Opens a session; `None` when the account has no live subscription.
    pub(crate) async fn open_session(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
    ) -> Result<Option<OpenedSession>, StoreError> {
        let (id, token) = (SessionId::generate()?, Secret::generate()?);
        let now = self.now();
        // One statement, so that no subscription ends between looking and writing.
        let insert = sql::query(concat!(
            "INSERT INTO sandbox_portal_sessions (id, account, return_url, token_hash, created_at, expires_at) \
             SELECT $1, account, $2, $3, $4, $5 FROM sandbox_subscriptions WHERE account = $6 AND ",
            live_at!("$4")
        ))
        .bind(id.to_string())
        .bind(return_url.as_str())
        .bind(token.hash())
        .bind(now)
        .bind(now + IDLE_LIMIT)
        .bind(account.to_string());
        let opened = bounded(insert.execute(self.pool())).await? > 0;
        self.sweep_if_due();
        Ok(opened.then_some(OpenedSession { id, token }))
    }

    /// Swaps a link's token for a cookie; works once.
    pub(crate) async fn enter(&self, id: &SessionId, token: &Secret) -> Result<Entry, StoreError> {
        let cookie = Secret::generate()?;
        let now = self.now();
        let swap = sql::query(
            "UPDATE sandbox_portal_sessions SET cookie_hash = $1, expires_at = $2 \
             WHERE id = $3 AND token_hash = $4 AND cookie_hash IS NULL AND expires_at > $5",
        )
        .bind(cookie.hash())
        .bind(now + IDLE_LIMIT)
        .bind(id.to_string())
        .bind(token.hash())
        .bind(now);
        let swapped = bounded(swap.execute(self.pool())).await?;
        if swapped > 0 {
            return Ok(Entry::Swapped(cookie));
        }
        let way_back = sql::query_as::<(String,)>(
            "SELECT return_url FROM sandbox_portal_sessions WHERE id = $1 AND token_hash = $2",
        )
        .bind(id.to_string())
        .bind(token.hash());
        let found = bounded(way_back.fetch_optional(self.pool())).await?;
        Ok(found.map_or(Entry::Unknown, |(url,)| Entry::Spent(url)))
    }

    /// Whether a link's token would be swapped.
    pub(crate) async fn would_enter(
        &self,
        id: &SessionId,
        token: &Secret,
    ) -> Result<bool, StoreError> {
        let query = sql::query(
            "SELECT id FROM sandbox_portal_sessions \
             WHERE id = $1 AND token_hash = $2 AND cookie_hash IS NULL AND expires_at > $3",
        )
        .bind(id.to_string())
        .bind(token.hash())
        .bind(self.now());
        let found = bounded(query.fetch_optional(self.pool())).await?;
        Ok(found.is_some())
    }

    /// Shows a session to the bearer of its cookie, and has it live on.
    pub(crate) async fn visit(&self, id: &SessionId, cookie: &Secret) -> Result<Visit, StoreError> {
        let query = sql::query_as::<PortalRow>(
            "SELECT session.created_at AS session_created_at, session.expires_at AS session_expires_at, \
             session.return_url, account.id AS account_id, account.name AS account_name, \
             subscription.plan, subscription.amount, subscription.currency, subscription.status, \
             subscription.created_at, subscription.trial_end, subscription.current_period_end, \
             subscription.cancel_at_period_end, subscription.card \
             FROM sandbox_portal_sessions AS session \
             JOIN accounts AS account ON account.id = session.account \
             JOIN sandbox_subscriptions AS subscription ON subscription.account = session.account \
             WHERE session.id = $1 AND session.cookie_hash = $2",
        )
        .bind(id.to_string())
        .bind(cookie.hash());
        let Some(row) = bounded(query.fetch_optional(self.pool())).await? else {
            return Ok(Visit::Unknown);
        };
        let now = self.now();
        let ends_at = time("created_at", &row.session_created_at)? + AGE_LIMIT;
        let expires_at = time("expires_at", &row.session_expires_at)?;
        if now >= expires_at.min(ends_at) {
            return Ok(Visit::Over(row.return_url));
        }
        let live_on =
            sql::query("UPDATE sandbox_portal_sessions SET expires_at = $1 WHERE id = $2")
                .bind((now + IDLE_LIMIT).min(ends_at))
                .bind(id.to_string());
        bounded(live_on.execute(self.pool())).await?;
        let mut portal = Portal::try_from(row)?;
        self.renew(&mut portal, now).await?;
        Ok(Visit::Live(Box::new(portal)))
    }
}
