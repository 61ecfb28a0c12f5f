use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use accounts_tests::Service;
use tokio::task::JoinHandle;

/// What was there before a backup.
pub(crate) struct Before {
    pub(crate) account: String,
    pub(crate) key: String,
    identity: String,
}

impl Before {
    pub(crate) fn of(service: &Service) -> Self {
        let account = service.account("Acme");
        let identity = "did:privy:before".to_owned();
        let installation = service.installation();
        let link = [
            "identities",
            "link",
            "--issuer",
            "privy.io",
            "--subject",
            &identity,
        ];
        let ran = installation.run(&[&link[..], &["--account", &account]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let ran = installation.run(&["billing", "link", &account, "cus_before"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        Self {
            key: service.key_of(&account),
            account,
            identity,
        }
    }

    /// All of it works in the restored database.
    pub(crate) async fn works_at(&self, restored: &Service) {
        let (id, url) = restored.client().good(&self.key).send().await.portal();
        assert!(url.contains(&id), "{url}");
        let installation = restored.installation();
        let listed = installation.line(&["identities", "list", "--account", &self.account]);
        assert!(listed.ends_with(&self.identity), "{listed}");
        let customer = installation.line(&["billing", "show", &self.account]);
        assert_eq!(customer, "cus_before");
        let doctor = installation.run(&["doctor"]);
        assert_eq!(doctor.code, 0, "{}{}", doctor.stdout, doctor.stderr);
    }
}

/// Callers that open sessions, each of which is a row, until they are stopped. None of them may fail.
pub(crate) struct Load {
    stop: Arc<AtomicBool>,
    callers: Vec<JoinHandle<u64>>,
}

impl Load {
    pub(crate) async fn start(service: &Service, key: &str) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let caller = |_| {
            let (client, stop) = (service.client().good(key), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut sessions = 0;
                while !stop.load(Ordering::Relaxed) {
                    client.clone().send().await.portal();
                    sessions += 1;
                }
                sessions
            })
        };
        let callers = (0..8).map(caller).collect();
        tokio::time::sleep(Duration::from_millis(500)).await;
        Self { stop, callers }
    }

    pub(crate) async fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        for caller in self.callers {
            let sessions = caller.await.expect("every request is answered");
            assert!(sessions > 0, "a caller had no session");
        }
    }
}
