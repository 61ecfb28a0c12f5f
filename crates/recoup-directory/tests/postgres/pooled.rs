use accounts::Directory as _;
use test_postgres::{Pooler, Prepared, RecoupDatabase, Role, Server};
use tokio::task::JoinSet;

use crate::world::{new_hash, open};

/// More requests at once than the pooler has connections.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn look_ups_through_a_transaction_pooler() {
    let server = Server::shared();
    for prepared in Prepared::choices() {
        let theirs = RecoupDatabase::on(server);
        let pooler = Pooler::for_users(server, prepared, &theirs.users());
        let url = theirs.url_of(&pooler.url(theirs.name()), Role::Policy);
        let (directory, _) = open(&theirs, &url).await.expect("opened");
        let account = theirs.account("Acme");
        let hash = new_hash();
        theirs.key(&account, &hash.to_string(), "NULL");
        let mut look_ups = JoinSet::new();
        for _ in 0..50 {
            let directory = directory.clone();
            look_ups.spawn(async move {
                let known = directory.key_by_hash(hash, None).await;
                let unknown = directory.key_by_hash(new_hash(), None).await;
                (known.expect("an answer"), unknown.expect("an answer"))
            });
        }
        for (known, unknown) in look_ups.join_all().await {
            assert_eq!(known.expect("a key").account.to_string(), account);
            assert_eq!(unknown, None);
        }
        directory.ping().await.expect("it answers");
    }
}
