use std::collections::HashMap;

use accounts::AccountId;
use parking_lot::Mutex;
use tokio::sync::oneshot;

/// The slots of requests that wait for Stripe. When all are taken, a new request gets one from the account with the most: its last
/// request gives way. So one account alone may have all of them, and several share them evenly.
#[derive(Debug)]
pub(crate) struct Slots {
    total: usize,
    used: Mutex<Used>,
}

#[derive(Debug, Default)]
struct Used {
    count: usize,
    next_id: u64,
    /// Those of each account, the last one last.
    by_account: HashMap<AccountId, Vec<Held>>,
}

#[derive(Debug)]
struct Held {
    id: u64,
    /// Dropped when the place is given to another.
    _evict: oneshot::Sender<()>,
}

/// A request's place; free again when dropped.
pub(crate) struct Slot<'a> {
    slots: &'a Slots,
    account: AccountId,
    id: u64,
    evicted: oneshot::Receiver<()>,
}

impl Slots {
    pub(crate) fn new(total: usize) -> Self {
        Self {
            total,
            used: Mutex::default(),
        }
    }

    /// A slot for this account, or none; there is no queue.
    pub(crate) fn take(&self, account: AccountId) -> Option<Slot<'_>> {
        let mut used = self.used.lock();
        if used.count >= self.total && !used.evict_for(account) {
            return None;
        }
        let id = used.next_id;
        used.next_id += 1;
        used.count += 1;
        let (evict, evicted) = oneshot::channel();
        let held = Held { id, _evict: evict };
        used.by_account.entry(account).or_default().push(held);
        Some(Slot {
            slots: self,
            account,
            id,
            evicted,
        })
    }
}

impl Used {
    /// Frees a place, unless no account has more than this one would have then.
    fn evict_for(&mut self, account: AccountId) -> bool {
        let held = self.by_account.get(&account).map_or(0, Vec::len);
        let most = self.by_account.values_mut().max_by_key(|held| held.len());
        let Some(most) = most.filter(|most| most.len() > held + 1) else {
            return false;
        };
        most.pop();
        self.count -= 1;
        true
    }

    fn give_back(&mut self, account: AccountId, id: u64) {
        let Some(held) = self.by_account.get_mut(&account) else {
            return;
        };
        // It is not there any more when it was given to another.
        if let Some(index) = held.iter().position(|held| held.id == id) {
            held.remove(index);
            self.count -= 1;
        }
        if held.is_empty() {
            self.by_account.remove(&account);
        }
    }
}

impl Slot<'_> {
    /// Works while the place is held; `None` when it had to be given to another.
    pub(crate) async fn hold<T>(mut self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            _ = &mut self.evicted => None,
        }
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.slots.used.lock().give_back(self.account, self.id);
    }
}

#[cfg(test)]
mod tests;
