use accounts::{AccountId, ApiKey, KeyHash, KeyHasher};
use directory::{Database, DatabaseOptions};
use recoup_directory::{RecoupDirectory, RecoupOpenError, RecoupUse, Shortfall};
use test_postgres::{RecoupDatabase, Role, Server};

/// The published service's database, and ours beside it in the same one.
pub(crate) struct World<'s> {
    pub(crate) theirs: RecoupDatabase<'s>,
    pub(crate) directory: RecoupDirectory,
}

pub(crate) fn options() -> DatabaseOptions {
    DatabaseOptions {
        // A busy machine opens connections slowly.
        acquire_timeout: DatabaseOptions::default().query_timeout,
        schema: Some("accounts_server".parse().expect("a name")),
        ..DatabaseOptions::default()
    }
}

impl World<'static> {
    pub(crate) async fn of(role: Role) -> Self {
        Self::on(Server::shared(), role).await
    }
}

impl<'s> World<'s> {
    pub(crate) async fn on(server: &'s Server, role: Role) -> Self {
        let theirs = RecoupDatabase::on(server);
        let opened = open(&theirs, &theirs.url(role)).await;
        let (directory, _) = opened.expect("opened");
        Self { theirs, directory }
    }

    /// A new account with a key.
    pub(crate) fn account_with_key(&self) -> (AccountId, KeyHash) {
        let account = self.theirs.account("Acme");
        let hash = new_hash();
        self.theirs.key(&account, &hash.to_string(), "NULL");
        (account.parse().expect("an id"), hash)
    }
}

pub(crate) async fn open(
    theirs: &RecoupDatabase<'_>,
    url: &str,
) -> Result<(RecoupDirectory, Vec<Shortfall>), RecoupOpenError> {
    open_for(theirs, url, RecoupUse::default()).await
}

/// The same for what is done beyond reading accounts and keys.
pub(crate) async fn open_for(
    theirs: &RecoupDatabase<'_>,
    url: &str,
    used: RecoupUse,
) -> Result<(RecoupDirectory, Vec<Shortfall>), RecoupOpenError> {
    let own = Database::open(&theirs.administrator_url(), options()).await;
    let own = own.expect("opened");
    RecoupDirectory::open(url, options(), own, used).await
}

/// The hash of a key that nobody has stored yet.
pub(crate) fn new_hash() -> KeyHash {
    let key = ApiKey::generate().expect("randomness");
    KeyHasher::new("a secret".into()).hash(&key)
}
