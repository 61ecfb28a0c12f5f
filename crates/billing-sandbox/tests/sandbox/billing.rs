//! The sandbox as a billing provider.

use crate::support::{World, return_url};
use accounts::{AccountId, Billing, BillingError};
use async_trait::async_trait;
use billing_cases::{Period, Provider};
use billing_sandbox::SubscribeError;
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

#[async_trait]
impl Provider for World {
    fn billing(&self) -> &dyn Billing {
        &self.sandbox
    }

    async fn account(&self, status: &'static str, period: Period) -> AccountId {
        let account = self.subscribed("Ann").await;
        let year = match period {
            Period::Running => "2999",
            Period::Over => "2020",
        };
        sql::query(
            "UPDATE sandbox_subscriptions SET status = $1, current_period_end = $2, cancel_at_period_end = $3 \
             WHERE account = $4",
        )
        .bind(status)
        .bind(format!("{year}-01-01T00:00:00.000000Z"))
        .bind(i64::from(period == Period::Over))
        .bind(account.to_string())
        .execute(self.database.pool())
        .await
        .expect("updated");
        account
    }

    async fn stranger(&self) -> AccountId {
        World::account(self, "Bob").await
    }
}

#[tokio::test]
async fn port_cases() {
    billing_cases::all(&World::new().await).await;
}

#[tokio::test]
async fn url_of_each_public_url() {
    for (public_url, start) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/manage/"),
        ("http://localhost:8080/", "http://localhost:8080/manage/"),
        ("https://pay.example.com", "https://pay.example.com/manage/"),
        (
            "https://example.com/pay/",
            "https://example.com/pay/manage/",
        ),
    ] {
        let world = World::at(public_url).await;
        let link = world.session("Ann", "https://example.com/").await;
        let start = format!("{start}portal_sess_");
        assert!(link.url.starts_with(&start), "{}", link.url);
        let (_, token) = link.url.split_once("?token=").expect("a token");
        assert_eq!(token.len(), 43);
        assert!(!link.id.contains(token));
    }
}

/// Every column of a row, all of which are texts.
struct Texts(Vec<String>);

impl<'r, R: Row> FromRow<'r, R> for Texts
where
    usize: ColumnIndex<R>,
    String: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let columns = 0..row.len();
        columns
            .map(|column| row.try_get(column))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[tokio::test]
async fn no_secret_is_stored() {
    let world = World::new().await;
    let link = world.session("Ann", "https://example.com/").await;
    let (_, token) = link.url.split_once("?token=").expect("a token");
    let (cookie, _) = world.enter(&link).await;
    let (_, cookie) = cookie.split_once('=').expect("a pair");

    let rows = sql::query_as::<Texts>("SELECT * FROM sandbox_portal_sessions")
        .fetch_all(world.database.pool())
        .await
        .expect("rows");
    let [Texts(columns)] = &rows[..] else {
        panic!("{} rows", rows.len());
    };
    assert!(columns.len() > 5, "{columns:?}");
    for value in columns {
        assert!(!value.contains(token), "{value}");
        assert!(!value.contains(cookie), "{value}");
    }
}

#[tokio::test]
async fn return_url_is_kept_exactly() {
    let world = World::new().await;
    for back in [
        "https://EXAMPLE.com:443/a/../b?x=%7e&y=1#f",
        "http://localhost:3000",
        "https://example.com/?q=a'b",
    ] {
        world.session("Ann", back).await;
        let kept: Option<(String,)> =
            sql::query_as("SELECT return_url FROM sandbox_portal_sessions WHERE return_url = $1")
                .bind(back)
                .fetch_optional(world.database.pool())
                .await
                .expect("an answer");
        assert_eq!(kept, Some((back.to_owned(),)));
    }
}

#[tokio::test]
async fn subscribe_unknown_account() {
    let world = World::new().await;
    let nobody = AccountId::random();
    let answer = world.sandbox.subscribe(nobody, async |_| Ok(())).await;
    assert!(
        matches!(answer, Err(SubscribeError::NoSuchAccount(id)) if id == nobody),
        "{answer:?}"
    );
}

#[tokio::test]
async fn subscribe_again_makes_live_again() {
    let world = World::new().await;
    let account = world.subscribed("Ann").await;
    let back = return_url("https://example.com/");
    world
        .sql("UPDATE sandbox_subscriptions SET status = 'canceled'")
        .await;
    let answer = world
        .sandbox
        .open_portal(account, &back, accounts::Deadline::never())
        .await
        .expect("an answer");
    assert!(answer.is_none(), "{answer:?}");
    world
        .sandbox
        .subscribe(account, async |_| Ok(()))
        .await
        .expect("subscribed");
    world
        .sandbox
        .open_portal(account, &back, accounts::Deadline::never())
        .await
        .expect("an answer")
        .expect("opened");
}

#[tokio::test]
async fn database_gone_is_unavailable() {
    let world = World::new().await;
    let account = world.subscribed("Ann").await;
    world.database.close().await;
    let answer = world
        .sandbox
        .open_portal(
            account,
            &return_url("https://example.com/"),
            accounts::Deadline::never(),
        )
        .await;
    assert!(
        matches!(answer, Err(BillingError::Unavailable { .. })),
        "{answer:?}"
    );
    let answer = world.sandbox.ping().await;
    assert!(
        matches!(answer, Err(BillingError::Unavailable { .. })),
        "{answer:?}"
    );
}
