use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout};

/// Ended with the test, however that ends.
pub(crate) struct Server(pub(crate) Child);

impl Server {
    /// Where it listens, as soon as it does, and the rest of its stdout, which has to be a pipe.
    pub(crate) fn listening(&mut self) -> (String, BufReader<ChildStdout>) {
        let mut stdout = BufReader::new(self.0.stdout.take().expect("a pipe"));
        loop {
            let mut line = String::new();
            assert_ne!(stdout.read_line(&mut line).expect("text"), 0, "it ended");
            if let Some(address) = line.strip_prefix("Listening on http://") {
                return (address.trim().to_owned(), stdout);
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
