use crate::urlencoded::{decoded, pairs, split};

#[test]
fn values_are_decoded_as_forms_are() {
    for (sent, expected) in [
        ("a+b%20c", "a b c"),
        ("a=b&c", "a=b&c"),
        ("", ""),
        ("%zz", "%zz"),
        ("%ff", "\u{fffd}"),
    ] {
        assert_eq!(decoded(sent), expected, "{sent}");
    }
}

#[test]
fn names_of_pairs_are_decoded_and_values_are_not() {
    let read: Vec<_> = pairs("a+b=c%2Cd&&e&=f").collect();
    let expected = [("a b", "c%2Cd"), ("e", ""), ("", "f")];
    assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value)));
}

#[test]
fn items_are_split_where_the_separator_is_not_encoded() {
    assert_eq!(split("a,b%2Cc,", ','), ["a", "b,c", ""]);
    assert_eq!(split("a%20b+c", ' '), ["a", "b", "c"]);
    assert_eq!(split("a%7Cb|c", '|'), ["a", "b", "c"]);
    assert_eq!(split("", ','), [""; 0]);
}
