use super::*;

#[test]
fn heads() {
    let read = |text: &str| serde_json::from_str::<First>(text).map_err(|error| describe(&error));
    let head = |lines| {
        First::Head(Head {
            version: 1,
            lines,
            key_secret: None,
        })
    };
    assert_eq!(read(r#"{"type":"head","version":1}"#), Ok(head(None)));
    let long = r#"{"version":1,"type":"head","lines":5}"#;
    assert_eq!(read(long), Ok(head(Some(5))));
    for (text, said) in [
        ("", "not valid JSON: EOF while parsing a value, column 0"),
        (
            r#"{"type":"head""#,
            "not valid JSON: EOF while parsing an object, column 14",
        ),
        (
            r#"{"type":"account"}"#,
            "unknown variant `account`, expected `head`",
        ),
        (r#"{"type":"head"}"#, "missing field `version`"),
        (
            r#"{"type":"head","version":1,"of":"x"}"#,
            "unknown field `of`",
        ),
    ] {
        let error = read(text).expect_err(text);
        assert!(error.starts_with(said), "{text}: {error}");
    }
}
