use super::*;

const KEY: &str = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn pem() -> String {
    format!("-----BEGIN PUBLIC KEY-----\n{KEY}\n-----END PUBLIC KEY-----\n")
}

#[test]
fn every_spelling_of_a_key() {
    let (pem, whole) = (pem(), BASE64.decode(KEY).expect("base64"));
    let indented = pem
        .replace("-----BEGIN", "    -----BEGIN")
        .replace(KEY, &format!("\t{KEY}"));
    for text in [
        pem.clone(),
        pem.trim_end().to_owned(),
        pem.replace('\n', ""),
        pem.replace('\n', " "),
        pem.replace('\n', "\r\n"),
        pem.replace('\n', "\r"),
        pem.replace('\n', "\\n"),
        pem.replace('\n', "\\r\\n"),
        pem.replace('\n', "\\\\n"),
        pem.replace('\n', "\\n\n"),
        pem.replace('\n', "\\\n"),
        pem.replace('/', "\\/"),
        indented,
        format!("\u{feff}{pem}"),
        format!("\"{pem}\""),
        format!("'{}'\n", pem.replace('\n', "\\n")),
        format!("The key of our issuer:\n{pem}"),
        KEY.to_owned(),
        format!("  {KEY}\r\n"),
        KEY.trim_end_matches('=').to_owned(),
        KEY.replace('/', "_"),
        format!("{}\n{}", &KEY[..20], &KEY[20..]),
        BASE64.encode(&pem),
        BASE64.encode(pem.replace('\n', "\\n")),
    ] {
        let read = public_key(&text);
        assert_eq!(read.expect(&text), whole, "{text}");
    }
}

#[test]
fn every_refusal_says_why() {
    let pem = pem();
    let cut = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----",
        &KEY[..40]
    );
    let private = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
    for (text, why) in [
        ("", "there is no PEM block"),
        ("secret", "there is no PEM block"),
        ("-----BEGIN PUBLIC KEY", "there is no PEM block"),
        (r#"{"keys":[]}"#, "JSON"),
        ("ssh-ed25519 AAAA me@here", "OpenSSH"),
        (
            pem.split(END).next().expect("a part"),
            "`-----END PUBLIC KEY-----` is missing",
        ),
        (
            &pem.replace("END PUBLIC", "END"),
            "`-----END PUBLIC KEY-----` is missing",
        ),
        (&pem.replace("MCow", "MC?w"), "is not base64"),
        (&cut, "only the beginning of a key"),
        (&KEY[..40], "only the beginning of a key"),
        (private, "a private key"),
        (
            &pem.replace("PUBLIC", "EC PRIVATE").replace('\n', ""),
            "a private key",
        ),
        (
            &pem.replace("PUBLIC KEY", "CERTIFICATE")
                .replace('\n', "\\n"),
            "`CERTIFICATE`",
        ),
        (&pem.repeat(2).replace('\n', ""), "several keys"),
        (&format!("{pem}-----BEGIN "), "several keys"),
        ("password", "there is no PEM block"),
        (&pem.replace(KEY, "AAAA"), "none of these"),
    ] {
        let error = public_key(text).expect_err(text).to_string();
        assert!(error.contains(why), "{text}: {error}");
    }
}
