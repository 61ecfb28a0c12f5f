use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};

use accounts_tests::Installation;

use crate::lines::{exported, file, import};

#[tokio::test]
async fn exported_into_another_database() {
    let service = Installation::new().serve();
    let installation = service.installation();
    let account = service.account("Zoë \u{1F3B5} \"x\"\\");
    let key = service.key_of(&account);
    let identity = ["--issuer", "https://issuer.example.com", "--subject", "a b"];
    installation.run(
        &[
            &["identities", "link", "--account", &account],
            &identity[..],
        ]
        .concat(),
    );
    installation.run(&["billing", "link", &account, "cus_1"]);
    let ran = installation.run(&["export", "all.ndjson"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(
        ran.stderr.contains(", 1 identity, 1 customer"),
        "{}",
        ran.stderr
    );
    let path = installation.folder().join("all.ndjson");
    assert_eq!(fs::metadata(&path).expect("a file").mode() & 0o777, 0o600);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(
        !text.contains(&key) && !text.contains(installation.key_secret()),
        "{text}"
    );

    // Before its first start, which makes a demo account where there is none.
    let target = Installation::new().migrated();
    let ran = import(&target, &text, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let other = target.serve();
    let target = other.installation();
    target.run(&["accounts", "subscribe", &account]);
    other.client().good(&key).send().await.portal();
    let (ours, theirs) = (exported(installation), exported(target));
    // When it was used last is for the server to say.
    let line = |line: &String| line.split(",\"created_at\"").next().map(str::to_owned);
    let theirs: Vec<_> = theirs.iter().map(line).collect();
    for ours in ours.iter().map(line) {
        assert!(theirs.contains(&ours), "{ours:?}");
    }
}

#[test]
fn export_is_the_import() {
    let installation = Installation::new().migrated();
    let content = file(5_000);
    let ran = import(&installation, &content, &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let ran = installation.run(&["export", "again.ndjson"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let again = fs::read_to_string(installation.folder().join("again.ndjson")).expect("a file");
    let head = again.lines().next().expect("a head");
    assert!(
        head.starts_with("{\"type\":\"head\",\"version\":1,\"lines\":5000,\"key_secret\":\""),
        "{head}"
    );
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().skip(1).map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    assert_eq!(sorted(&again), sorted(&content));
    let once_more = import(&installation, &again, &[]);
    assert_eq!(once_more.code, 0, "{}", once_more.stderr);
    assert!(
        once_more.stdout.contains("5000 lines were there already"),
        "{}",
        once_more.stdout
    );
}

#[test]
fn files_that_exist_are_kept() {
    let installation = Installation::new().migrated();
    let path = |name: &str| installation.folder().join(name);
    fs::write(path("kept"), "kept").expect("written");
    symlink(path("kept"), path("link")).expect("linked");
    fs::create_dir(path("folder")).expect("made");
    for (arguments, said) in [
        (
            &["export", "kept"][..],
            "kept: it exists; name another file, or replace it with --force",
        ),
        (
            &["export", "link", "--force"],
            "link: it exists, and is not a file",
        ),
        (
            &["export", "folder", "--force"],
            "folder: it exists, and is not a file",
        ),
        (
            &["export", "/dev/null", "--force"],
            "/dev/null: it exists, and is not a file",
        ),
        (&["export", "missing/file"], "missing/file: No such file"),
    ] {
        let ran = installation.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments:?}");
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(path("kept")).expect("kept"), "kept");
    let ran = installation.run(&["export", "kept", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let replaced = fs::read_to_string(path("kept")).expect("a file");
    assert!(replaced.starts_with("{\"type\":\"head\""), "{replaced}");
    assert_eq!(
        fs::metadata(path("kept")).expect("a file").mode() & 0o777,
        0o600
    );
}

/// Commands open what is there.
#[test]
fn nothing_is_left_where_there_is_no_database() {
    let installation = Installation::new().with("ACCOUNTS_DATABASE_URL", "sqlite:none.db");
    let ran = installation.run(&["export", "all.ndjson"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("accounts-server migrate"),
        "{}",
        ran.stderr
    );
    let left = fs::read_dir(installation.folder())
        .expect("a folder")
        .count();
    assert_eq!(left, 0);
}
