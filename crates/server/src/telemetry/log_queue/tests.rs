use super::*;

#[test]
fn every_line_is_written_before_the_end() {
    let queue = LogQueue::default();
    let mut written = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| queue.write_to(&mut written));
        for number in 0..1000 {
            (&queue)
                .write_all(format!("{number}\n").as_bytes())
                .expect("queued");
            if number % 250 == 0 {
                thread::sleep(BATCH_TIME);
            }
        }
        queue.close();
    });
    let lines: Vec<_> = (0..1000).map(|number| format!("{number}\n")).collect();
    assert_eq!(String::from_utf8(written).expect("UTF-8"), lines.concat());
    assert_eq!(queue.dropped(), 0);
}

#[test]
fn lines_beyond_the_limit_are_counted() {
    let queue = LogQueue::default();
    let line = vec![b'x'; MAX_QUEUED_BYTES / 2];
    for _ in 0..3 {
        (&queue).write_all(&line).expect("taken");
    }
    assert_eq!(queue.dropped(), 1);
    queue.close();
    let mut written = Vec::new();
    queue.write_to(&mut written);
    assert_eq!(written.len(), MAX_QUEUED_BYTES);
}
