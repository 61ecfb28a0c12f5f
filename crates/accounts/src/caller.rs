use std::sync::{Arc, OnceLock};

use tokio::task_local;

use crate::account::AccountId;

task_local! {
    static CURRENT: Caller;
}

/// Whose account a request turned out to be, for the log lines of the request. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Caller(Arc<OnceLock<AccountId>>);

impl Caller {
    /// Notes here which account the request that is handled by `work` authenticates.
    pub fn scope<F: Future>(self, work: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, work)
    }

    /// The account, once it is known.
    pub fn account(&self) -> Option<AccountId> {
        self.0.get().copied()
    }

    /// The current request is this account's.
    pub(crate) fn authenticated(account: AccountId) {
        // Nobody may want to know; a request is authenticated once.
        CURRENT.try_with(|caller| caller.0.set(account).ok()).ok();
    }
}
