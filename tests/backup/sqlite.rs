use std::fs;
use std::os::unix::fs::MetadataExt as _;

use accounts_tests::Installation;

use crate::commands::{blocks, run};
use crate::load::{Before, Load};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backed_up_under_load_and_restored() {
    let service = Installation::new()
        .with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db")
        .serve();
    let before = Before::of(&service);
    let load = Load::start(&service, &before.key).await;
    let [back_up, restore] = blocks("SQLite");
    let folder = service.installation().folder().to_owned();
    let whole = tokio::task::spawn_blocking(move || run(back_up, &folder, &[]));
    assert_eq!(whole.await.expect("backed up"), "ok\n");
    load.stop().await;
    let late = service.key_of(&before.account);
    service.client().good(&late).send().await.portal();

    let (_, installation) = service.stop();
    let folder = installation.folder().to_owned();
    let mode = |name: &str| fs::metadata(folder.join(name)).expect("a file").mode() & 0o777;
    assert_eq!(mode("backup.db"), 0o600);
    // The database is lost.
    fs::write(folder.join("accounts.db"), "not a database").expect("written");
    let secret = ("ACCOUNTS_KEY_SECRET", installation.key_secret());
    run(restore, &folder, &[secret]);
    assert_eq!(mode("accounts.db"), 0o600);
    let restored = installation.serve();
    before.works_at(&restored).await;
    let gone = restored.client().good(&late).send().await;
    gone.assert_error(401, "Unauthorized");
}
