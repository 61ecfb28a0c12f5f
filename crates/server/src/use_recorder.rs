use std::time::Duration;

use accounts::KeyUses;
use tokio::task::JoinHandle;

use crate::system::System;

/// For the last uses of keys to be recorded when the server stops.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(2);

/// Records the uses of keys, beside the requests.
pub(crate) struct UseRecorder {
    uses: KeyUses,
    writer: JoinHandle<()>,
}

impl UseRecorder {
    /// Starts to record; `None` where the keys are those of another service, and nothing is to be written about their use.
    pub(crate) fn start(system: &System) -> Option<Self> {
        let recoup = system.recoup.as_ref();
        if recoup.is_some_and(|recoup| !recoup.used().last_used) {
            return None;
        }
        let (uses, writer) = KeyUses::new(system.directory());
        let uses = match recoup {
            Some(_) => uses.without_hashes(),
            None => uses,
        };
        let writer = tokio::spawn(writer.run());
        Some(Self { uses, writer })
    }

    pub(crate) fn uses(&self) -> KeyUses {
        self.uses.clone()
    }

    /// Records the last uses, unless that takes too long.
    pub(crate) async fn finish(self) {
        let Self { uses, writer } = self;
        let abort = writer.abort_handle();
        let finished = async {
            uses.stop().await;
            writer.await
        };
        if tokio::time::timeout(FLUSH_TIMEOUT, finished).await.is_err() {
            tracing::warn!("the database is too slow: the last uses of keys are not recorded");
            abort.abort();
        }
    }
}
