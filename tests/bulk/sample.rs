use accounts_tests::Installation;

use crate::lines::{exported, file, import};

/// Callers notice nothing of an import, nor of an export: all of them get their sessions.
#[tokio::test]
async fn server_goes_on_meanwhile() {
    let service = Installation::new().serve();
    let key = service.key();
    let client = service.client().good(&key);
    let work = tokio::task::spawn_blocking(move || {
        let installation = service.installation();
        let ran = import(installation, &file(20_000), &[]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(exported(installation).len() > 20_000);
        service
    });
    let mut sessions = 0;
    while !work.is_finished() {
        client.clone().send().await.portal();
        sessions += 1;
    }
    work.await.expect("the commands succeed");
    assert!(sessions > 10, "{sessions} sessions");
}
