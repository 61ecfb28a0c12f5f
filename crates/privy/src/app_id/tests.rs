use super::*;

#[test]
fn ids_taken_and_refused() {
    for text in ["cl0000000000000000000app", "A-b_1", &"a".repeat(64)] {
        assert_eq!(text.parse::<AppId>().expect(text).as_str(), text);
    }
    for text in ["", "a:b", "a b", "a/b", "\u{e4}", &"a".repeat(65)] {
        assert_eq!(text.parse::<AppId>(), Err(InvalidAppId), "{text}");
    }
}
