use super::*;

#[test]
fn refuse_pem_without_repeating_a_broken_label() {
    let why = |label: &str| {
        let text = format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
        let error = KeySet::from_pem(&text, &[Algorithm::EdDsa]).expect_err("no key");
        error.to_string()
    };
    assert!(why("CERTIFICATE").contains("`CERTIFICATE`"));
    assert!(why("P\0\u{1b}[2J").starts_with("there is no PEM block"));
    assert!(why(&"X".repeat(65)).starts_with("there is no PEM block"));
}

#[test]
fn refuse_second_pem_block_within_a_line() {
    let block = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    let read = |text: &str| KeySet::from_pem(text, &[Algorithm::EdDsa]);
    assert!(read(block).is_ok());
    assert!(matches!(
        read(&format!("x {block}{block}")),
        Err(KeyError::SeveralKeys)
    ));
    let private = block.replace("PUBLIC", "PRIVATE");
    assert!(matches!(
        read(&format!("x {private}{block}")),
        Err(KeyError::PrivateKey)
    ));
}
