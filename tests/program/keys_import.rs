use accounts_tests::Installation;

const KEY: &str = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What the published service stores of [`KEY`] under the secret of [`Installation`]:
/// `printf %s KEY | openssl dgst -sha256 -hmac SECRET`
const HASH: &str = "7bacceb8ac363e459d3660583dc86d212f74dfd21da6521b3303f4f74fa5b1aa";

fn import(
    installation: &Installation,
    account: &str,
    hash: &str,
    rest: &[&str],
) -> accounts_tests::Ran {
    let start = [
        "keys",
        "import",
        "--account",
        account,
        "--name",
        "theirs",
        "--hash",
        hash,
    ];
    installation.run(&[&start, rest].concat())
}

#[tokio::test]
async fn import_key_of_published_service() {
    let service = Installation::new().serve();
    let account = service.account("Acme");
    let installation = service.installation();
    let before = service.client().good(KEY).send().await;
    before.assert_error(401, "Unauthorized");

    let imported = import(
        installation,
        &account,
        &HASH.to_uppercase(),
        &["--expires", "30d"],
    );
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    let id = imported.stdout.trim();
    service.client().good(KEY).send().await.portal();

    let listed = installation.line(&["keys", "list", "--account", &account]);
    assert!(listed.starts_with(&format!("{id}  ...????  ")), "{listed}");
    assert!(listed.ends_with("  active    theirs"), "{listed}");

    // Never twice, for nobody.
    let other = service.account("Other");
    for account in [&account, &other] {
        let again = import(installation, account, HASH, &[]);
        assert_eq!((again.code, again.stdout.as_str()), (1, ""));
        assert!(
            again
                .stderr
                .contains("there is a key with this hash already"),
            "{}",
            again.stderr
        );
    }

    let revoked = installation.run(&["keys", "revoke", id]);
    assert_eq!(revoked.code, 0, "{}", revoked.stderr);
    std::thread::sleep(std::time::Duration::from_secs(1));
    let after = service.client().good(KEY).send().await;
    after.assert_error(401, "Unauthorized");
}

#[test]
fn import_key_refused() {
    let installation = Installation::new().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    let unknown = "00000000-0000-4000-8000-00000000000f";
    for (account, hash, rest, code, said) in [
        (account.as_str(), "", &[][..], 2, "64 hex digits"),
        (&account, &HASH[1..], &[], 2, "64 hex digits"),
        (
            &account,
            &format!("0x{}", &HASH[2..]),
            &[],
            2,
            "64 hex digits",
        ),
        (&account, HASH, &["--expires", "yesterday"], 2, "--expires"),
        (
            &account,
            HASH,
            &["--expires", "2020-01-01T00:00:00Z"],
            2,
            "in the past",
        ),
        (unknown, HASH, &[], 1, "accounts list"),
    ] {
        let ran = import(&installation, account, hash, rest);
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (code, ""),
            "{hash} {rest:?}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    let listed = installation.run(&["keys", "list", "--account", &account]);
    assert_eq!(listed.stdout, "");
}
