use accounts_tests::{Installation, Ran};

pub(crate) const HEAD: &str = "{\"type\":\"head\",\"version\":1}\n";

/// A key, and what is stored of it under the secret of [`Installation`]:
/// `printf %s KEY | openssl dgst -sha256 -hmac SECRET`
pub(crate) const KEY: &str = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
pub(crate) const HASH: &str = "7bacceb8ac363e459d3660583dc86d212f74dfd21da6521b3303f4f74fa5b1aa";

pub(crate) const TIME: &str = "2026-08-01T12:00:00.000000Z";

/// Not the demo account's, which the first start makes.
pub(crate) fn account_id(number: usize) -> String {
    format!("a0000000-0000-4000-8000-{number:012}")
}

pub(crate) fn account(number: usize) -> String {
    let id = account_id(number);
    format!(
        "{{\"type\":\"account\",\"id\":\"{id}\",\"name\":\"Nr. {number}\",\"created_at\":\"{TIME}\"}}\n"
    )
}

pub(crate) fn key(number: usize, hash: &str) -> String {
    let account = account_id(number);
    format!(
        "{{\"type\":\"key\",\"id\":\"10000000-0000-4000-8000-{number:012}\",\"account\":\"{account}\",\"name\":\"ci\",\
         \"key_hash\":\"{hash}\",\"created_at\":\"{TIME}\"}}\n"
    )
}

pub(crate) fn identity(number: usize) -> String {
    let account = account_id(number);
    format!(
        "{{\"type\":\"identity\",\"issuer\":\"privy.io\",\"subject\":\"did:privy:{number}\",\"account\":\"{account}\",\
         \"created_at\":\"{TIME}\"}}\n"
    )
}

pub(crate) fn customer(number: usize) -> String {
    let account = account_id(number);
    format!(
        "{{\"type\":\"customer\",\"account\":\"{account}\",\"customer\":\"cus_{number}\",\"created_at\":\"{TIME}\",\
         \"made_by\":\"manual\"}}\n"
    )
}

/// A hash that belongs to no key that anybody has.
pub(crate) fn hash(number: usize) -> String {
    format!("{number:064x}")
}

/// So many lines behind a head, in the order of an export: of each four one is an account, one its key, one its identity, one its
/// customer.
pub(crate) fn file(lines: usize) -> String {
    let accounts = lines / 4;
    let mut text = format!(
        "{{\"type\":\"head\",\"version\":1,\"lines\":{}}}\n",
        accounts * 4
    );
    for number in 0..accounts {
        text.push_str(&account(number));
    }
    for number in 0..accounts {
        text.push_str(&key(number, &hash(number)));
    }
    for number in 0..accounts {
        text.push_str(&identity(number));
    }
    for number in 0..accounts {
        text.push_str(&customer(number));
    }
    text
}

/// Imports a file of this content.
pub(crate) fn import(installation: &Installation, content: &str, rest: &[&str]) -> Ran {
    let file = installation.folder().join("import.ndjson");
    std::fs::write(file, content).expect("written");
    installation.run(&[&["import", "import.ndjson"], rest].concat())
}

/// All that is in the database, without the head.
pub(crate) fn exported(installation: &Installation) -> Vec<String> {
    let ran = installation.run(&["export", "-"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let lines = ran.stdout.lines().skip(1);
    lines.map(|line| format!("{line}\n")).collect()
}
