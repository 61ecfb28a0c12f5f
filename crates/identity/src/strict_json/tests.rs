use super::*;

#[test]
fn read_each_name_once() {
    let deep = format!("{{\"a\":{}0{}}}", "[".repeat(200), "]".repeat(200));
    for (text, fit) in [
        (r#"{"a":1,"b":[{"a":null},{"a":-1.5}],"c":{"a":"x"}}"#, true),
        ("{}", true),
        (r#"{"a":1,"a":1}"#, false),
        (r#"{"a":1,"\u0061":2}"#, false),
        (r#"{"b":[{"c":{"a":1,"a":2}}]}"#, false),
        ("[]", false),
        ("\"a\"", false),
        ("", false),
        (r#"{"a":1}x"#, false),
        (r#"{"a":NaN}"#, false),
        (r#"{"a":1e999}"#, false),
        (r#"{"a":"\ud800"}"#, false),
        ("\u{feff}{}", false),
        (&deep, false),
    ] {
        assert_eq!(Object::read(text.as_bytes()).is_ok(), fit, "{text}");
    }
    assert!(Object::read(b"{\"a\":\"\xff\"}").is_err());
    let Err(error) = Object::read(b"\"secret\"") else {
        panic!("a string is not an object");
    };
    let words = "invalid type: string, expected an object at line 1 column 8";
    assert_eq!(error.to_string(), words);
}
