use std::time::{Duration, Instant};

use accounts_tests::{GOOD_BODY, Installation, Service};
use test_postgres::{PASSWORD, Server};

/// What callers are told when the store cannot be asked.
pub(crate) const UNAVAILABLE: &str = "The service is temporarily unavailable";

/// Longest time that anything bounded may take here. Only what is not bounded takes that long.
const BOUND: Duration = Duration::from_secs(20);

/// A PostgreSQL server of its own, the service on it, and a key that works.
pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) key: String,
    // Ends last.
    pub(crate) postgres: Server,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        let postgres = Server::start();
        let mut installation = installation(&postgres.database());
        for (variable, value) in settings {
            installation = installation.with(variable, value);
        }
        let service = installation.serve();
        let key = service.key();
        service.client().good(&key).send().await.portal();
        Self {
            service,
            key,
            postgres,
        }
    }

    /// Checks that nobody is told anything wrong, and in time: not that a key is bad, not that there is no subscription.
    pub(crate) async fn assert_unavailable(&self) {
        for key in [self.key.as_str(), "recoup_sk_unknown"] {
            let start = Instant::now();
            let answer = self.service.client().good(key).send().await;
            answer.assert_error(503, UNAVAILABLE);
            assert!(answer.header("retry-after").is_some());
            assert!(start.elapsed() < BOUND, "{:?}", start.elapsed());
        }
        // Who has no credentials needs no look-up.
        let stranger = self.service.client().portal().json(GOOD_BODY);
        assert_eq!(stranger.send().await.status, 401);
        // Another replica would do no better.
        assert_eq!(self.readiness().await, "{\"status\":\"degraded\"}");
        assert_eq!(self.status("/healthz").await, 200);
    }

    /// Waits until all is well again, and answers how long that took. The service is not started anew.
    pub(crate) async fn recovered(&self) -> Duration {
        let start = Instant::now();
        loop {
            let answer = self.service.client().good(&self.key).send().await;
            if answer.status == 200 && self.readiness().await == "{\"status\":\"ready\"}" {
                return start.elapsed();
            }
            assert_eq!(answer.status, 503, "{answer:?}");
            assert!(start.elapsed() < BOUND, "it does not recover");
        }
    }

    async fn readiness(&self) -> String {
        let ready = self.service.client().ask("GET", "/readyz").send().await;
        assert_eq!(ready.status, 200, "{ready:?}");
        ready.text().to_owned()
    }

    pub(crate) async fn status(&self, path: &str) -> u16 {
        self.service.client().ask("GET", path).send().await.status
    }

    /// Stops the service, and checks that it said nothing secret.
    pub(crate) fn finish(self) {
        let (ran, installation) = self.service.stop();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        for secret in [PASSWORD, &self.key, installation.key_secret()] {
            assert!(!ran.stderr.contains(secret), "{}", ran.stderr);
        }
    }
}

pub(crate) fn installation(url: &str) -> Installation {
    Installation::new().with("ACCOUNTS_DATABASE_URL", url)
}
