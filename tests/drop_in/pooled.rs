use test_postgres::{Pooler, Prepared, RecoupDatabase, Role, Server};
use tokio::task::JoinSet;

use crate::world::{TheirKey, content, on};

/// Their tables and ours through a pooler in transaction mode, with more requests at once than it has connections.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn through_a_transaction_pooler() {
    for prepared in Prepared::choices() {
        let theirs = RecoupDatabase::on(Server::shared());
        let user = theirs.user(Role::Policy);
        theirs.sql(&format!(
            "CREATE SCHEMA accounts_server AUTHORIZATION {user}"
        ));
        let pooler = Pooler::for_users(Server::shared(), prepared, &theirs.users());
        let url = theirs.url_of(&pooler.url(theirs.name()), Role::Policy);
        let installation = on(&url, &url);
        let key = TheirKey::new(&theirs, installation.key_secret(), "NULL");
        let service = installation.serve();
        let subscribed = ["accounts", "subscribe", &key.account];
        let ran = service.installation().run(&subscribed);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let before = content(&theirs);
        let mut requests = JoinSet::new();
        for number in 0..60 {
            let request = match number % 3 {
                0 => service.client().good("recoup_sk_unknown"),
                _ => service.client().good(&key.key),
            };
            requests.spawn(async move { (number, request.send().await) });
        }
        for (number, answer) in requests.join_all().await {
            match number % 3 {
                0 => answer.assert_error(401, "Unauthorized"),
                _ => drop(answer.portal()),
            }
        }
        assert_eq!(content(&theirs), before);
    }
}
