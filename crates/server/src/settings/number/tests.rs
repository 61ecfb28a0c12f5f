use super::*;

#[test]
fn number_within_its_range() {
    for (text, valid) in [
        ("0", false),
        ("1", true),
        ("9", true),
        ("10", false),
        ("1.5", false),
        ("", false),
    ] {
        let read = Number::<1, 9>::read(text);
        assert_eq!(read.is_ok(), valid, "{text}");
        assert!(read.is_err() || read.is_ok_and(|number| number.show() == text));
    }
}

#[test]
fn time_in_either_unit() {
    let millis = Milliseconds::<0, 900>::read("500").expect("valid");
    assert_eq!(
        (millis.0, millis.show()),
        (Duration::from_millis(500), "500".to_owned())
    );
    let seconds = Seconds::<0, 300>::read("300").expect("valid");
    assert_eq!(
        (seconds.0, seconds.show()),
        (Duration::from_secs(300), "300".to_owned())
    );
    for text in ["901", "-1", "0.5", "500ms", "1e2"] {
        assert!(Milliseconds::<0, 900>::read(text).is_err(), "{text}");
    }
}
