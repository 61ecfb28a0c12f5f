use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use accounts_tests::Installation;

const SECRET: &str = "canary-secret-of-a-file-0123456789abcdef";

/// As an orchestrator mounts them: the key works with the secret of the file, and no output holds it.
#[tokio::test]
async fn server_with_secrets_of_files() {
    let installation = Installation::bare()
        .with("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_KEY_SECRET_FILE", "key_secret")
        .with("ACCOUNTS_DATABASE_URL_FILE", "database_url");
    let write = |name: &str, content: &str, mode| {
        let path = installation.folder().join(name);
        fs::write(&path, content).expect("written");
        fs::set_permissions(&path, Permissions::from_mode(mode)).expect("ours");
    };
    write("key_secret", &format!("{SECRET}\n"), 0o644);
    write("database_url", "sqlite:named.db\n", 0o600);
    let service = installation.serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    let checked = service.installation().run(&["config", "check"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let line = |name: &str| checked.stdout.lines().find(|line| line.starts_with(name));
    let line = line("ACCOUNTS_KEY_SECRET ").expect("its line");
    assert!(line.ends_with("file key_secret"), "{line}");
    assert!(line.contains("hidden, 40 bytes"), "{line}");
    let warning = "warning: ACCOUNTS_KEY_SECRET_FILE: key_secret: others than its owner can read or write this file (mode 0644)";
    assert!(checked.stderr.starts_with(warning), "{}", checked.stderr);
    let (ran, installation) = service.stop();
    assert!(installation.folder().join("named.db").exists());
    assert!(
        ran.stderr.contains("chmod 600 key_secret"),
        "{}",
        ran.stderr
    );
    for text in [&ran.stdout, &ran.stderr, &checked.stdout, &checked.stderr] {
        assert!(!text.contains("canary"), "{text}");
    }
    // The same secret given directly finds the key.
    let direct = Installation::bare()
        .with("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_KEY_SECRET", SECRET)
        .with(
            "ACCOUNTS_DATABASE_URL",
            &format!(
                "sqlite:{}",
                installation.folder().join("named.db").display()
            ),
        )
        .serve();
    direct.client().good(&key).send().await.portal();
}

#[test]
fn help_names_the_files() {
    let help = Installation::bare().run(&["--help"]).stdout;
    for name in ["ACCOUNTS_KEY_SECRET_FILE", "ACCOUNTS_DATABASE_URL"] {
        assert!(help.contains(name), "{help}");
    }
}
