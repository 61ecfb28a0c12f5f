use super::support::call;
use crate::joined::joined;
use crate::percent::encoded;

#[test]
fn everything_but_unreserved_characters_is_escaped() {
    assert_eq!(encoded("aZ09-._~"), "aZ09-._~");
    assert_eq!(encoded("a/b ü?"), "a%2Fb%20%C3%BC%3F");
    assert_eq!(encoded(&-5), "-5");
}

#[test]
fn values_and_lists_are_added_to_the_path() {
    let mut call = call();
    call.path.push('/');
    call.path_value("id", &"a/b");
    call.path.push('/');
    call.path_list("tags", &["x,y", "z"]);
    assert_eq!(call.path, "/items/a%2Fb/x%2Cy,z");
    assert_eq!(call.unsent, None);
}

#[test]
fn a_part_of_a_segment_holds_nothing_that_ends_it() {
    for (text, end, expected) in [
        ("a.b", Some('.'), "a%2Eb"),
        ("a.b", None, "a.b"),
        ("2/2", Some('2'), "%32%2F%32"),
        (".", None, "."),
    ] {
        let mut call = call();
        call.path.push('/');
        call.path_part("id", Ok(encoded(text)), end);
        assert_eq!(call.path, format!("/items/{expected}"));
        assert_eq!(call.unsent, None);
    }
    let mut call = call();
    call.path_part("id", Ok(String::new()), None);
    let reason = "`id` is empty, which no path can hold";
    assert_eq!(call.unsent.as_deref(), Some(reason));
    let mut call = super::support::call();
    call.path_part("id", Err("no".to_owned()), None);
    assert_eq!(call.unsent.as_deref(), Some("no"));
}

#[test]
fn what_a_path_cannot_hold_is_refused_and_the_first_reason_stays() {
    for text in ["", ".", ".."] {
        let mut call = call();
        call.path_value("id", &text);
        call.refuse("another".to_owned());
        let expected = format!("`id` is {text:?}, which no path can hold");
        assert_eq!(call.unsent, Some(expected));
    }
    let mut call = call();
    call.path_list("tags", &[""]);
    let reason = "`tags` is one empty item, which reads as none";
    assert_eq!(call.unsent.as_deref(), Some(reason));
    call.path_list("tags", &Vec::<String>::new());
    assert_eq!(call.unsent.as_deref(), Some(reason));
}

#[test]
fn items_are_joined_so_that_they_can_be_told_apart() {
    assert_eq!(joined("a", &["1,2", "3"], ","), Ok("1%2C2,3".to_owned()));
    assert_eq!(joined("a", &[1, 2], "|"), Ok("1%7C2".to_owned()));
    assert_eq!(joined("a", &["", ""], " "), Ok("%20".to_owned()));
    let refused = joined("a", &["1|2"], "|");
    let reason = "an item of `a` holds \"|\", which separates items";
    assert_eq!(refused, Err(reason.to_owned()));
}
