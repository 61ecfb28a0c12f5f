use test_postgres::{RecoupDatabase, Role, Server};

use crate::world::{TheirKey, content, installation};

#[test]
fn commands_read_theirs_and_write_ours() {
    let theirs = RecoupDatabase::on(Server::shared());
    let installation = installation(&theirs, Role::Policy).migrated();
    let key = TheirKey::new(&theirs, installation.key_secret(), "NULL");
    let before = content(&theirs);
    let run = |line: &[&str]| {
        let ran = installation.run(line);
        (ran.code, ran.stdout, ran.stderr)
    };
    let account = key.account.as_str();
    let (code, listed, stderr) = run(&["accounts", "list", "--limit", "2"]);
    assert_eq!((code, listed.lines().count()), (0, 2), "{stderr}");
    let (code, listed, stderr) = run(&["keys", "list", "--account", account]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        listed.starts_with(&key.id) && listed.contains("active"),
        "{listed}"
    );

    let identity = ["--issuer", "privy.io", "--subject", "did:privy:1"];
    let link = [&["identities", "link", "--account", account][..], &identity].concat();
    let (code, _, stderr) = run(&link);
    assert_eq!(code, 0, "{stderr}");
    let (_, listed, _) = run(&["identities", "list", "--account", account]);
    assert!(listed.contains("did:privy:1"), "{listed}");
    let (code, _, stderr) = run(&["billing", "link", account, "cus_1"]);
    assert_eq!(code, 0, "{stderr}");
    let (_, shown, _) = run(&["billing", "show", account]);
    assert_eq!(shown, "cus_1\n");
    let unknown = "00000000-0000-4000-8000-00000000000f";
    let (code, _, stderr) = run(&["billing", "link", unknown, "cus_1"]);
    assert!(
        code == 1 && stderr.contains("there is no account"),
        "{stderr}"
    );
    let (_, audited, _) = run(&["audit", "list"]);
    let actions = ["identity.link", "customer.link"];
    assert!(
        actions.iter().all(|action| audited.contains(action)),
        "{audited}"
    );

    for line in [
        &["accounts", "create", "--name", "Acme"][..],
        &["keys", "create", "--account", account, "--name", "ci"],
        &["keys", "revoke", &key.id],
    ] {
        let (code, _, stderr) = run(line);
        assert_eq!(code, 2, "{line:?}");
        assert!(
            stderr.contains("ACCOUNTS_DIRECTORY: with recoup"),
            "{stderr}"
        );
    }
    assert_eq!(content(&theirs), before, "nothing of theirs is written");
}
