use std::fs;
use std::path::Path;

const SECURITY: &str = include_str!("../../SECURITY.md");

/// Each promise names the tests that keep it, and they are there.
#[test]
fn promises_name_their_tests() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let (_, promises) = SECURITY
        .split_once("## What the service promises\n")
        .expect("promises");
    let (promises, _) = promises.split_once("\n## ").expect("their end");
    let promises: Vec<_> = promises.split("\n- ").skip(1).collect();
    assert!(promises.len() > 5, "{promises:?}");
    for promise in promises {
        let mut tests = 0;
        // `file`: `test`
        let quoted: Vec<_> = promise.split('`').collect();
        for window in quoted.windows(3).filter(|window| window[1] == ": ") {
            let (file, test) = (window[0], window[2]);
            let text = fs::read_to_string(root.join(file));
            let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(
                text.contains(&format!("fn {test}(")),
                "{file} has no test {test}"
            );
            tests += 1;
        }
        assert!(tests > 0, "no test: {promise}");
    }
}
