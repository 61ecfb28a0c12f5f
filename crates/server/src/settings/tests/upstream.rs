use std::io::Write as _;

use crate::settings::path_shapes;
use crate::settings::tests::given::{Given, SECRET};

const UPSTREAM: (&str, &str) = ("ACCOUNTS_UPSTREAM", "https://api.example.com");

fn problems(environment: &[(&str, &str)]) -> String {
    let given = Given {
        environment,
        ..Given::default()
    };
    given.problems()
}

#[test]
fn origins() {
    for (url, problem) in [
        ("http://api.example.com", "is not https"),
        ("https://api.example.com/v1", "has a user, a path"),
        ("https://ann:canary@api.example.com", "has a user, a path"),
        ("api.example.com", "not a valid URL"),
    ] {
        let text = problems(&[("ACCOUNTS_UPSTREAM", url)]);
        assert!(text.contains(problem), "{url}: {text}");
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn all_problems_at_once() {
    let text = problems(&[
        ("ACCOUNTS_UPSTREAM", "http://api.example.com"),
        ("ACCOUNTS_UPSTREAM_TIMEOUT_MS", "0"),
        ("ACCOUNTS_UPSTREAM_MAX_REQUESTS", "none"),
        ("ACCOUNTS_LISTEN", "here"),
    ]);
    assert!(text.starts_with("4 problems"), "{text}");
}

#[test]
fn this_server_is_no_upstream() {
    let public = [
        ("ACCOUNTS_PUBLIC_URL", "https://API.example.com/accounts"),
        ("ACCOUNTS_KEY_SECRET", SECRET),
        ("ACCOUNTS_BILLING", "public-sandbox"),
        UPSTREAM,
    ];
    assert!(problems(&public).contains("leads to this server itself"));
    for (listen, upstream, is_same) in [
        ("127.0.0.1:8080", "http://localhost:8080", true),
        ("[::1]:8080", "http://127.0.0.1:8080", true),
        ("127.0.0.1:8080", "http://127.0.0.1:8081", false),
        ("127.0.0.1:443", "https://api.example.com", false),
    ] {
        let environment = [("ACCOUNTS_LISTEN", listen), ("ACCOUNTS_UPSTREAM", upstream)];
        let given = Given {
            environment: &environment,
            ..Given::default()
        };
        let read = given.read();
        assert_eq!(read.is_err(), is_same, "{listen} {upstream}: {read:?}");
    }
}

#[test]
fn documents() {
    let text = problems(&[("ACCOUNTS_UPSTREAM_DOCUMENT", "openapi.json")]);
    assert!(text.contains("ACCOUNTS_UPSTREAM is not"), "{text}");
    let text = problems(&[UPSTREAM, ("ACCOUNTS_UPSTREAM_DOCUMENT", "/nowhere.json")]);
    assert!(
        text.contains("/nowhere.json: the file cannot be read"),
        "{text}"
    );

    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = file.path().to_str().expect("UTF-8").to_owned();
    let environment = [UPSTREAM, ("ACCOUNTS_UPSTREAM_DOCUMENT", path.as_str())];
    assert!(problems(&environment).contains("not valid JSON"));
    file.write_all(b"{\"openapi\":\"3.1.0\",\"paths\":{\"/api/chats/{id}\":{}}}")
        .expect("written");
    let given = Given {
        environment: &environment,
        ..Given::default()
    };
    let (settings, _) = given.read().expect("valid");
    let shapes = path_shapes(&settings).expect("read");
    assert_eq!(shapes.shape_of("/api/chats/1"), Some("/api/chats/{id}"));
}
