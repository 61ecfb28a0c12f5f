use accounts_tests::Installation;
use test_postgres::{PASSWORD, Server};

use crate::commands::{blocks, run};
use crate::load::{Before, Load};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backed_up_under_load_and_restored() {
    let server = Server::shared();
    let url = server.database();
    let service = Installation::new()
        .with("ACCOUNTS_DATABASE_URL", &url)
        .serve();
    let before = Before::of(&service);
    let load = Load::start(&service, &before.key).await;
    let [back_up, restore] = blocks("PostgreSQL");
    let folder = service.installation().folder().to_owned();
    let name = url.rsplit('/').next().expect("a name").to_owned();
    let port = server.port().to_string();
    let backed_up = tokio::task::spawn_blocking(move || {
        let programs = test_postgres::programs();
        let path = format!(
            "{}:{}",
            programs.display(),
            std::env::var("PATH").expect("a path")
        );
        let environment = [
            ("PATH", path.as_str()),
            ("PGHOST", "127.0.0.1"),
            ("PGPORT", &port),
            ("PGUSER", "postgres"),
            ("PGPASSWORD", PASSWORD),
            ("PGDATABASE", &name),
        ];
        run(back_up, &folder, &environment);
        run(restore, &folder, &environment);
    });
    backed_up.await.expect("backed up and restored");
    load.stop().await;
    let late = service.key_of(&before.account);
    service.client().good(&late).send().await.portal();

    let restored = Installation::new()
        .with("ACCOUNTS_DATABASE_URL", &server.url("accounts_restored"))
        .serve();
    before.works_at(&restored).await;
    let gone = restored.client().good(&late).send().await;
    gone.assert_error(401, "Unauthorized");
    // What it was made of is as it was.
    service.client().good(&before.key).send().await.portal();
}
