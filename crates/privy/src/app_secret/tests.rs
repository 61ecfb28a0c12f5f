use super::*;

#[test]
fn secrets_taken_and_refused() {
    let secret: AppSecret = "3mVq+/=_x".parse().expect("a secret");
    assert!(!format!("{secret:?}").contains("3mVq"), "{secret:?}");
    for text in ["", "a b", " a", "a\n", "\u{e4}"] {
        assert_eq!(
            text.parse::<AppSecret>().expect_err(text),
            InvalidAppSecret,
            "{text:?}"
        );
    }
}
