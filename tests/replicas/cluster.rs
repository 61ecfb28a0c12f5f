use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use accounts_tests::{Client, Installation, Service};
use test_postgres::Server;

/// Servers on one database, started at the same moment when there was nothing in it.
pub(crate) struct Cluster {
    pub(crate) replicas: Vec<Service>,
    url: String,
    turn: AtomicUsize,
}

impl Cluster {
    pub(crate) fn start(count: usize) -> Self {
        Self::start_at(&Server::shared().database(), count, &[])
    }

    /// On a database that is reached by a URL, with some settings of their own.
    pub(crate) fn start_at(url: &str, count: usize, settings: &[(&str, &str)]) -> Self {
        let starting: Vec<_> = (0..count)
            .map(|_| {
                // A busy machine opens connections slowly, above all for builds without optimisation: not what is tested here.
                let usual = Installation::new()
                    .with("ACCOUNTS_DATABASE_URL", url)
                    .with("ACCOUNTS_REQUEST_DEADLINE_MS", "45000");
                let installation = settings
                    .iter()
                    .fold(usual, |usual, (name, value)| usual.with(name, value));
                thread::spawn(move || installation.serve())
            })
            .collect();
        let replicas = starting
            .into_iter()
            .map(|one| one.join().expect("it starts"));
        Self {
            replicas: replicas.collect(),
            url: url.to_owned(),
            turn: AtomicUsize::new(0),
        }
    }

    /// A client of the next replica.
    pub(crate) fn client(&self) -> Client {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        self.replicas[turn % self.replicas.len()].client()
    }

    /// Changes rows behind the servers' backs.
    pub(crate) fn sql(&self, sql: &str) -> String {
        let name = self.url.rsplit('/').next().expect("a name");
        Server::shared().sql(name, sql)
    }

    /// Where commands are run: they reach the database, not the servers.
    pub(crate) fn commands(&self) -> &Installation {
        self.replicas[self.replicas.len() - 1].installation()
    }
}
