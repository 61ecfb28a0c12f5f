use super::*;

#[test]
fn one_line_stays_one() {
    for (text, shown) in [
        ("Zoë 🎵 مثال", "Zoë 🎵 مثال"),
        ("a\r\nb\tc\0", "a\u{fffd}\u{fffd}b\u{fffd}c\u{fffd}"),
        ("\u{1b}[31m\u{9b}1m", "\u{fffd}[31m\u{fffd}1m"),
        (
            "a\u{2028}b\u{202e}c\u{2066}d",
            "a\u{fffd}b\u{fffd}c\u{fffd}d",
        ),
    ] {
        assert_eq!(one_line(text), shown);
    }
}
