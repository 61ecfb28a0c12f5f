//! Runs a program with a time limit.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Runs `command` to its end; returns its status and its output, both streams combined.
/// `None` when it did not end in time; it is killed then.
///
/// # Errors
/// When it cannot be started or waited for.
pub fn output_within(
    mut command: Command,
    deadline: Duration,
) -> io::Result<Option<(ExitStatus, String)>> {
    let (mut reader, writer) = io::pipe()?;
    command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer);
    let mut process = command.spawn()?;
    // It holds the other end of the pipe: without it, the end of the program ends the text.
    drop(command);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut printed = Vec::new();
        let read = reader.read_to_end(&mut printed);
        // Nothing waits for it after the deadline.
        let _ = sender.send(read.map(|_| printed));
    });
    match receiver.recv_timeout(deadline) {
        Ok(printed) => {
            let printed = String::from_utf8_lossy(&printed?).into_owned();
            Ok(Some((process.wait()?, printed)))
        }
        Err(RecvTimeoutError::Timeout) => {
            process.kill()?;
            process.wait()?;
            Ok(None)
        }
        Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("its output cannot be read")),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Instant;

    use super::*;

    fn shell(script: &str, deadline: Duration) -> Option<(ExitStatus, String)> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        output_within(command, deadline).unwrap()
    }

    #[test]
    fn what_ends_in_time_gives_status_and_text() {
        let (status, text) = shell("echo a; echo b >&2; exit 3", Duration::from_secs(60)).unwrap();
        assert_eq!((status.code(), text.as_str()), (Some(3), "a\nb\n"));
    }

    #[test]
    fn what_does_not_end_is_killed() {
        let start = Instant::now();
        assert!(shell("exec sleep 60", Duration::from_millis(200)).is_none());
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}
