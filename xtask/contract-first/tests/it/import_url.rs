//! `import` from a URL: real sockets, every fault told, every wait bounded.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::support::{Copy, Outcome, project};

const YAML: &str = "openapi: 3.1.0\ninfo:\n  title: Shop\n  version: 1.0.0\npaths: {}\n";

/// Answers each request on a port of its own with what `answer` makes of its path; ends with the test process.
fn serve(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap())
                .lines()
                .map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            while lines.next().is_some_and(|line| !line.is_empty()) {}
            answer(request.split(' ').nth(1).unwrap_or_default(), &mut stream);
        }
    });
    format!("http://{address}")
}

fn ok(stream: &mut TcpStream, media_type: &str, body: &str) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body.as_bytes()));
}

fn import(url: &str) -> (Copy, Outcome) {
    let copy = project();
    let outcome = copy.run(&["import", "--no-generate", url]);
    (copy, outcome)
}

#[test]
fn the_media_type_tells_what_it_is_then_the_name_then_the_text() {
    let page = format!("# Page\n\n```yaml\n{YAML}```\n");
    let url = serve(move |path, stream| match path {
        "/type" => ok(stream, "application/yaml; charset=utf-8", YAML),
        "/page.md?v=1" => ok(stream, "text/plain", &page),
        _ => ok(stream, "text/plain", YAML),
    });
    for path in ["/type", "/page.md?v=1", "/anything"] {
        let (copy, outcome) = import(&format!("{url}{path}"));
        assert_eq!(outcome.code, 0, "{path}: {}", outcome.text);
        assert!(
            copy.read("openapi/accounts.json")
                .contains("\"title\": \"Shop\""),
            "{path}"
        );
    }
}

#[test]
fn redirects_are_followed_and_bounded() {
    let url = serve(|path, stream| {
        let target = if path == "/once" { "/there" } else { "/again" };
        if path == "/there" {
            return ok(stream, "text/yaml", YAML);
        }
        let head = format!(
            "HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let _ = stream.write_all(head.as_bytes());
    });
    assert_eq!(import(&format!("{url}/once")).1.code, 0);
    let (_, outcome) = import(&format!("{url}/again"));
    assert_eq!(outcome.code, 1);
    assert!(outcome.text.contains("redirect"), "{}", outcome.text);
}

#[test]
fn faults_are_reported_and_leave_the_old_file() {
    let url = serve(|path, stream| match path {
        "/html" => ok(stream, "text/html; charset=utf-8", "<p>Please sign in</p>"),
        "/short" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nopenapi: 3.1.0\n");
        }
        "/large" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            let chunk = vec![b'#'; 1 << 20];
            for _ in 0..70 {
                if stream.write_all(&chunk).is_err() {
                    break;
                }
            }
        }
        _ => {
            let _ = stream.write_all(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            );
        }
    });
    // A port that nothing listens on any more.
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    for (url, expected) in [
        (
            format!("{url}/html"),
            "an HTML page, not an OpenAPI document",
        ),
        (format!("{url}/short"), "the response body is incomplete"),
        (format!("{url}/large"), "has more than 67108864 bytes"),
        (
            format!("{url}/gone"),
            "the server responded with 404 Not Found",
        ),
        (format!("http://{closed}/"), "cannot get http://127.0.0.1:"),
        ("http://".to_owned(), "cannot get http://"),
    ] {
        let (copy, outcome) = import(&url);
        assert_eq!(outcome.code, 1, "{url}: {}", outcome.text);
        assert!(
            outcome.text.contains(expected),
            "no `{expected}` in: {}",
            outcome.text
        );
        assert_eq!(
            copy.read("openapi/accounts.json"),
            project().read("openapi/accounts.json"),
            "{url}"
        );
    }
}
