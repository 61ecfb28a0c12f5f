use super::*;

const HEAD: &str = "{\"type\":\"head\",\"version\":1}\n";

fn account(number: usize) -> String {
    format!(
        "{{\"type\":\"account\",\"id\":\"00000000-0000-4000-8000-{number:012}\",\"name\":\"\",\"created_at\":\"2026-08-01T12:00:00Z\"}}\n"
    )
}

fn parts(text: &str) -> Vec<Part> {
    let mut reader = Reader::new(text.as_bytes());
    reader.head().expect("read").expect("a head");
    let parts = std::iter::from_fn(|| reader.part().expect("read"));
    parts.collect()
}

#[test]
fn lines_are_numbered_and_counted() {
    let text = format!("{HEAD}{}\n \r\n{}{{nonsense", account(1), account(2));
    let parts = parts(&text);
    let [part] = parts.as_slice() else {
        panic!("{parts:?}");
    };
    assert_eq!((part.batch.len(), part.last_line), (2, 6));
    assert_eq!(part.bytes, text.len() as u64);
    let [(6, reason)] = part.refused.as_slice() else {
        panic!("{:?}", part.refused);
    };
    assert!(reason.starts_with("not valid JSON: "), "{reason}");
}

#[test]
fn batches_have_a_size() {
    let lines: String = (0..4_100).map(account).collect();
    let parts = parts(&format!("{HEAD}{lines}"));
    let sizes: Vec<_> = parts.iter().map(|part| part.batch.len()).collect();
    assert_eq!(sizes, [2_000, 2_000, 100]);
    assert_eq!(parts.last().map(|part| part.last_line), Some(4_101));
}

/// A file without line breaks is not read into memory.
#[test]
fn long_lines_are_skipped() {
    let long = "x".repeat(5 << 20);
    let longest = "x".repeat(MAX_LINE_BYTES as usize);
    let text = format!("{HEAD}{long}\n{longest}\n{}{long}", account(1));
    let parts = parts(&text);
    let refused: Vec<_> = parts.iter().flat_map(|part| &part.refused).collect();
    let lines: Vec<_> = refused.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 5]);
    assert_eq!(refused[0].1, "it has more than 65536 bytes");
    let kept: usize = parts.iter().map(|part| part.batch.len()).sum();
    assert_eq!(kept, 1);
    assert_eq!(parts.last().map(|part| part.bytes), Some(text.len() as u64));
}

#[test]
fn heads_refused() {
    for (text, said) in [
        ("", "line 1: a file starts with"),
        ("\n", "line 1: a file starts with"),
        (&*account(1), "unknown variant `account`"),
        (
            "{\"type\":\"head\",\"version\":2}\n",
            "reads version 1 of the lines, not version 2",
        ),
    ] {
        let head = Reader::new(text.as_bytes()).head().expect("read");
        let error = head.expect_err(text);
        assert!(error.contains(said), "{error}");
    }
}
