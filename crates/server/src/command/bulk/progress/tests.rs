use super::*;

#[test]
fn text_of_each_kind() {
    for (done, total, expected) in [
        (0, None, "7 lines"),
        (0, Some(0), "7 lines"),
        (1, Some(3), "7 lines, 33 %"),
        (3, Some(3), "7 lines, 100 %"),
    ] {
        assert_eq!(text(7, done, total), expected);
    }
}
