use super::*;

#[derive(Debug, serde::Deserialize)]
struct Session {
    #[serde(rename = "url")]
    _url: String,
}

#[test]
fn invalid_and_cut_short() {
    for text in [r#"{"url":"https://"#, r#"{"url":"x""#, "{", "["] {
        let error = read::<Session>(text.as_bytes()).expect_err(text);
        assert!(matches!(error, CallFailure::CutShort), "{text}: {error}");
    }
    for text in [
        "",
        "{}",
        "null",
        "<html>",
        "[]",
        r#"{"url":null}"#,
        "\"canary\"",
    ] {
        let error = read::<Session>(text.as_bytes()).expect_err(text);
        assert!(matches!(error, CallFailure::Invalid(_)), "{text}: {error}");
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
}
