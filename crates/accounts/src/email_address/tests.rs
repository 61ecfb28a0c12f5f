use super::*;

#[test]
fn texts_that_are_addresses() {
    let long = "a".repeat(EmailAddress::MAX_BYTES);
    for text in ["a@example.com", "Ann@Example.com", &long] {
        let email = EmailAddress::of(text).expect(text);
        assert_eq!(email.expose(), text);
        assert!(!format!("{email:?}").contains(text), "{email:?}");
    }
    let longer = "a".repeat(EmailAddress::MAX_BYTES + 1);
    for text in ["", "a\0@example.com", "a@example.com\n", &longer] {
        assert_eq!(EmailAddress::of(text), None, "{text:?}");
    }
}
