//! The doctor where it may not write: it says so, and writes nothing.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use accounts_tests::{Installation, accounts_server};

/// What stands in a folder: names, and what is in the files.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = folder.read_dir().expect("a folder");
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("UTF-8");
        (name, fs::read(entry.path()).expect("read"))
    };
    entries
        .map(|entry| file(entry.expect("an entry")))
        .collect()
}

/// Runs the doctor in a folder that it may not write, and answers what it says of the database. Root may write everything, so it is run
/// as another user.
fn examined(installation: &Installation) -> String {
    let folder = installation.folder();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let program = elsewhere.path().join("accounts-server");
    fs::copy(accounts_server(), &program).expect("copied");
    let chmod = |path: &Path, mode| {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("chmod");
    };
    chmod(elsewhere.path(), 0o755);
    for entry in folder.read_dir().expect("a folder") {
        chmod(&entry.expect("an entry").path(), 0o444);
    }
    let before = contents(folder);
    chmod(folder, 0o555);
    let mut run = Command::new(&program);
    run.arg("doctor").current_dir(folder).env_clear();
    run.env("ACCOUNTS_KEY_SECRET", installation.key_secret());
    if folder.metadata().expect("there").uid() == 0 {
        run.uid(65534).gid(65534);
    }
    let output = run.output().expect("it runs");
    chmod(folder, 0o755);
    assert!(contents(folder) == before, "it wrote something");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(1), "{stdout}{stderr}");
    assert!(stderr.ends_with(": database\n"), "{stderr}");
    assert!(
        stdout.contains("good     keys"),
        "the rest is looked at: {stdout}"
    );
    let bad = stdout.lines().find(|line| line.starts_with("BAD"));
    bad.unwrap_or_else(|| panic!("{stdout}")).to_owned()
}

fn on_file() -> Installation {
    Installation::new().with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db")
}

#[test]
fn nothing_there_in_a_read_only_folder() {
    let found = examined(&on_file());
    assert!(
        found.contains("accounts.db: there is no such file, and its folder is read-only"),
        "{found}"
    );
}

#[test]
fn database_in_a_read_only_folder() {
    let found = examined(&on_file().migrated());
    assert!(
        found.contains("accounts.db: it is intact, and cannot be written"),
        "{found}"
    );
}

/// The server was killed, and has left files that SQLite would clear up.
#[tokio::test]
async fn unsettled_database_in_a_read_only_folder() {
    let service = on_file().serve();
    service.client().good(&service.key()).send().await.portal();
    service.kill();
    let (_, installation) = service.wait();
    assert!(installation.folder().join("accounts.db-wal").exists());
    let found = examined(&installation);
    assert!(found.contains("accounts.db: "), "{found}");
    assert!(found.contains("writ"), "{found}");
}
