use super::support::call;
use crate::basic::basic;

fn header(call: &crate::call::Call, name: &str) -> String {
    let value = call.headers.get(name).expect("a header");
    value.to_str().expect("text").to_owned()
}

#[test]
fn headers_carry_what_is_printable() {
    let mut call = call();
    assert_eq!(header(&call, "accept"), "application/json");
    call.header("x-trace", "a b");
    assert_eq!(header(&call, "x-trace"), "a b");
    call.header("x-trace", "a\nb");
    let reason = "`x-trace` holds characters that no header can carry";
    assert_eq!(call.unsent.as_deref(), Some(reason));
}

#[test]
fn items_of_a_header_keep_their_edges_and_commas() {
    let mut call = call();
    call.header_list("x-list", &["a,b", " c\t", "d%2Ce", "50%", "%", "e f"]);
    let expected = "a%2Cb,%20c%09,d%252Ce,50%,%,e f";
    assert_eq!(header(&call, "x-list"), expected);
    call.header_list("x-list", &["a", ""]);
    let reason = "`x-list` has an empty item, which no header keeps";
    assert_eq!(call.unsent.as_deref(), Some(reason));
}

#[test]
fn secrets_are_not_shown() {
    let mut call = call();
    call.secret_header("x-api-key", "k1");
    assert_eq!(header(&call, "x-api-key"), "k1");
    assert!(call.headers["x-api-key"].is_sensitive());
    assert_eq!(basic("user:password"), "Basic dXNlcjpwYXNzd29yZA==");
}

#[test]
fn cookies_share_a_header() {
    let mut call = call();
    call.cookie("a", "1");
    call.cookie("b", "2");
    assert_eq!(header(&call, "cookie"), "a=1; b=2");
    assert!(call.headers["cookie"].is_sensitive());
    call.cookie("c", "3;4");
    let reason = "`c` holds characters that no cookie can carry";
    assert_eq!(call.unsent.as_deref(), Some(reason));
    assert_eq!(header(&call, "cookie"), "a=1; b=2");
}
