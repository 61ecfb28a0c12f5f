use super::*;

fn pseudonym(upstream: &str) -> Pseudonym {
    Pseudonym::of(&upstream.parse().expect("an origin"))
}

#[test]
fn requests_that_passed_are_known_again() {
    let ours = pseudonym("https://api.example.com");
    let mut headers = HeaderMap::new();
    headers.append(VIA, HeaderValue::from_static("1.1 a, 1.0 b (c, d)"));
    assert!(!ours.is_in(&headers));
    ours.add_to(&mut headers, Version::HTTP_2);
    headers.append(VIA, HeaderValue::from_static("1.1 vegur"));
    assert!(ours.is_in(&headers));
    assert_eq!(headers.get_all(VIA).iter().count(), 3);
    assert!(!pseudonym("https://other.example.com").is_in(&headers));
    assert!(pseudonym("https://API.example.com/").is_in(&headers));
}

#[test]
fn pseudonym_in_another_place_is_none() {
    let ours = pseudonym("https://api.example.com");
    for text in [
        ours.0.clone(),
        format!("1.1 x ({})", ours.0),
        format!("1.1 {}x", ours.0),
    ] {
        let mut headers = HeaderMap::new();
        headers.append(VIA, HeaderValue::try_from(&text).expect("a value"));
        assert!(!ours.is_in(&headers), "{text}");
    }
}
