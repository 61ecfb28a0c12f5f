use std::collections::HashSet;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use accounts::AccountId;
use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use sql::Pool;
use sqlx::AssertSqlSafe;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::query::{QUERY_TIMEOUT, bounded};
use crate::session::IDLE_LIMIT;
use crate::session_id::SessionId;
use crate::store_error::StoreError;
use crate::subscription::live_at;
use crate::time::stored;

/// Most sessions that wait to be written; who comes after them waits to wait.
const MOST_WAITING: usize = 1024;
/// How many rows a statement may have. Few sizes, so that each connection keeps all of the statements prepared.
const SIZES: [usize; 3] = [1, 8, MOST_ROWS];
const MOST_ROWS: usize = 64;

/// How long an expired session is kept, to tell its visitor where to go.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// Old sessions are looked for each time that so many new ones were asked for ...
const SWEEP_EVERY: usize = 256;
/// ... and at most so many are removed, so that no sweep holds the database for long, yet all sweeps together keep up.
const SWEEP_BATCH: i64 = 1024;

/// A session about to be opened.
pub(crate) struct NewSession {
    pub(crate) id: SessionId,
    pub(crate) account: AccountId,
    pub(crate) return_url: String,
    pub(crate) token_hash: String,
}

/// Writes new sessions: those that wait at the same time in one statement, because a commit costs about as much for many as for one.
/// A session that comes alone waits for nothing.
#[derive(Clone, Debug)]
pub(crate) struct SessionWriter(mpsc::Sender<Asked>);

struct Asked {
    session: NewSession,
    answer: oneshot::Sender<Result<bool, Arc<StoreError>>>,
}

impl SessionWriter {
    /// Starts the task that writes. It ends with the last clone of the writer.
    pub(crate) fn start(pool: Pool) -> Self {
        let (queue, asked) = mpsc::channel(MOST_WAITING);
        tokio::spawn(serve(asked, Rows::of(pool)));
        Self(queue)
    }

    /// Writes a session, committed when this returns; `false` when its account has no live subscription.
    pub(crate) async fn write(&self, session: NewSession) -> Result<bool, StoreError> {
        let (answer, answered) = oneshot::channel();
        let written = async {
            let asked = Asked { session, answer };
            self.0.send(asked).await.map_err(|_| StoreError::Stopped)?;
            let written = answered.await.map_err(|_| StoreError::BrokenOff)?;
            written.map_err(StoreError::OfAll)
        };
        let written = timeout(QUERY_TIMEOUT, written).await;
        written.unwrap_or(Err(StoreError::TimedOut(QUERY_TIMEOUT)))
    }
}

/// Writes sessions and tells those who asked.
trait Write: Send {
    fn write(&mut self, asked: Vec<Asked>) -> impl Future<Output = ()> + Send;
}

/// Into the database.
struct Rows {
    pool: Pool,
    statements: [(usize, Arc<str>); SIZES.len()],
    since_sweep: usize,
}

impl Rows {
    fn of(pool: Pool) -> Self {
        Self {
            pool,
            statements: SIZES.map(|rows| (rows, Arc::from(statement(rows)))),
            since_sweep: SWEEP_EVERY,
        }
    }
}

impl Write for Rows {
    async fn write(&mut self, asked: Vec<Asked>) {
        let mut statements = self.statements.iter();
        let Some(smallest) = statements.find(|(rows, _)| *rows >= asked.len()) else {
            unreachable!("no more than {MOST_ROWS} are taken at a time");
        };
        let outcome = insert(&self.pool, smallest, &asked).await.map_err(Arc::new);
        self.since_sweep += asked.len();
        for Asked { session, answer } in asked {
            let written = match &outcome {
                Ok(written) => Ok(written.contains(session.id.as_str())),
                Err(error) => Err(Arc::clone(error)),
            };
            // Nobody may be waiting any more.
            answer.send(written).ok();
        }
        if self.since_sweep >= SWEEP_EVERY {
            self.since_sweep = 0;
            sweep(&self.pool).await;
        }
    }
}

/// Hands over what waits, until nobody can ask any more.
async fn serve(mut queue: mpsc::Receiver<Asked>, mut to: impl Write) {
    let mut asked = Vec::with_capacity(MOST_ROWS);
    while queue.recv_many(&mut asked, MOST_ROWS).await > 0 {
        // Who has left in the meantime leaves no trace.
        asked.retain(|asked: &Asked| !asked.answer.is_closed());
        if asked.is_empty() {
            continue;
        }
        // A panic is that of these sessions: whoever asked for them hears of it as their answers are dropped. The panic hook has
        // logged it.
        let written = to.write(std::mem::take(&mut asked));
        AssertUnwindSafe(written).catch_unwind().await.ok();
    }
}

/// One statement: no moment between looking for live subscriptions and writing. Answers the ids that were written.
async fn insert(
    pool: &Pool,
    (rows, statement): &(usize, Arc<str>),
    asked: &[Asked],
) -> Result<HashSet<String>, StoreError> {
    let now = Timestamp::now();
    let mut query = sql::query_as::<(String,)>(AssertSqlSafe(Arc::clone(statement)))
        .bind(stored(now))
        .bind(stored(now + IDLE_LIMIT));
    for row in 0..*rows {
        // Rows that are left over name no account, so nothing comes of them.
        let session = asked.get(row).map(|asked| &asked.session);
        query = query
            .bind(session.map(|session| session.id.to_string()))
            .bind(session.map(|session| session.account.to_string()))
            .bind(session.map(|session| session.return_url.clone()))
            .bind(session.map(|session| session.token_hash.clone()));
    }
    let written = bounded(query.fetch_all(pool)).await?;
    Ok(written.into_iter().map(|(id,)| id).collect())
}

fn statement(rows: usize) -> String {
    let row = |row: usize| {
        let [id, account, url, hash] = [3, 4, 5, 6].map(|first| first + 4 * row);
        format!("(${id}, ${account}, ${url}, ${hash})")
    };
    let rows = (0..rows).map(row).collect::<Vec<_>>().join(", ");
    format!(
        "INSERT INTO sandbox_portal_sessions (id, account, return_url, token_hash, created_at, expires_at) \
         SELECT asked.column1, account, asked.column3, asked.column4, $1, $2 \
         FROM (VALUES {rows}) AS asked CROSS JOIN sandbox_subscriptions WHERE account = asked.column2 AND {} RETURNING id",
        live_at!("$1")
    )
}

/// Removes one batch of sessions that expired a day ago or earlier.
async fn sweep(pool: &Pool) {
    let query = sql::query(
        "DELETE FROM sandbox_portal_sessions WHERE id IN \
         (SELECT id FROM sandbox_portal_sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
    )
    .bind(stored(Timestamp::now() - KEPT_AFTER))
    .bind(SWEEP_BATCH);
    if let Err(error) = bounded(query.execute(pool)).await {
        tracing::warn!(%error, "old portal sessions were not removed; tried again later");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> NewSession {
        NewSession {
            id: SessionId::generate().expect("randomness"),
            account: AccountId::random(),
            return_url: "https://example.com/".to_owned(),
            token_hash: "h".to_owned(),
        }
    }

    /// Writes nothing, and panics first.
    struct PanicsFirst(u32);

    impl Write for PanicsFirst {
        async fn write(&mut self, asked: Vec<Asked>) {
            self.0 += 1;
            assert!(self.0 != 1, "on purpose");
            for one in asked {
                one.answer.send(Ok(true)).ok();
            }
        }
    }

    #[tokio::test]
    async fn panic_is_that_of_its_sessions() {
        let (queue, asked) = mpsc::channel(MOST_WAITING);
        let served = serve(asked, PanicsFirst(0));
        let asking = async {
            let writer = SessionWriter(queue);
            let (one, other) = tokio::join!(writer.write(session()), writer.write(session()));
            for answer in [one, other] {
                assert!(matches!(answer, Err(StoreError::BrokenOff)), "{answer:?}");
            }
            for _ in 0..3 {
                assert!(writer.write(session()).await.expect("written"));
            }
        };
        tokio::join!(served, asking);
    }
}
