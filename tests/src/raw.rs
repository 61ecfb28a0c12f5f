use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long the server may be silent where it has something to say. Only a broken one is silent for that long.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A connection on which any bytes can be written.
pub struct Raw {
    stream: TcpStream,
    /// Read, but not part of an answer yet.
    read: Vec<u8>,
}

/// An answer over HTTP/1, read to its end.
#[derive(Debug)]
pub struct RawAnswer {
    /// The status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl RawAnswer {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Raw {
    pub(crate) fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a time-out");
        stream.set_write_timeout(Some(TIMEOUT)).expect("a time-out");
        stream.set_nodelay(true).expect("no delay");
        Self {
            stream,
            read: Vec::new(),
        }
    }

    /// Writes bytes. That the server hung up before it took all of them shows in what is read.
    pub fn write(&mut self, bytes: &[u8]) -> &mut Self {
        self.takes(bytes);
        self
    }

    /// Writes bytes; `false` when the server hung up before it took all of them.
    pub fn takes(&mut self, bytes: &[u8]) -> bool {
        match self.stream.write_all(bytes) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                panic!("the server takes nothing")
            }
            Err(_) => false,
        }
    }

    /// Says that nothing more will be written.
    pub fn finish_writing(&mut self) -> &mut Self {
        self.stream.shutdown(std::net::Shutdown::Write).ok();
        self
    }

    /// Reads the next answer of a request that was not `HEAD`; `None` when the server hung up instead.
    #[track_caller]
    pub fn answer(&mut self) -> Option<RawAnswer> {
        loop {
            if let Some((head, length)) = parse(&self.read) {
                return Some(self.body_of(head, length));
            }
            if !self.read_more() {
                assert!(
                    self.read.is_empty(),
                    "half an answer: {:?}",
                    String::from_utf8_lossy(&self.read)
                );
                return None;
            }
        }
    }

    /// Everything that the server says until it hangs up.
    pub fn rest(&mut self) -> Vec<u8> {
        while self.read_more() {}
        std::mem::take(&mut self.read)
    }

    /// Checks that the server hangs up, and says nothing before.
    #[track_caller]
    pub fn assert_closed(&mut self) {
        while self.read_more() {}
        assert!(
            self.read.is_empty(),
            "more than one answer: {:?}",
            String::from_utf8_lossy(&self.read)
        );
    }

    #[track_caller]
    fn body_of(&mut self, mut answer: RawAnswer, head: usize) -> RawAnswer {
        self.read.drain(..head);
        let bodiless = (100..200).contains(&answer.status) || matches!(answer.status, 204 | 304);
        let length = match answer.header("content-length") {
            _ if bodiless => 0,
            Some(length) => length.parse().expect("a length"),
            None => panic!("all our answers have a length: {answer:?}"),
        };
        while self.read.len() < length {
            assert!(self.read_more(), "half a body: {answer:?}");
        }
        answer.body = self.read.drain(..length).collect();
        answer
    }

    /// `false` at the end.
    #[track_caller]
    fn read_more(&mut self) -> bool {
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(read) => {
                self.read.extend_from_slice(&buffer[..read]);
                read > 0
            }
            // What was written after the server hung up makes the system say so in this way.
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => panic!("nothing to read: {error}"),
        }
    }
}

/// The first answer's head, and how long it is.
fn parse(text: &[u8]) -> Option<(RawAnswer, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    let length = match response.parse(text).expect("an HTTP answer") {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial => return None,
    };
    let headers = response.headers.iter().map(|header| {
        let value = String::from_utf8(header.value.to_vec()).expect("UTF-8");
        (header.name.to_ascii_lowercase(), value)
    });
    let answer = RawAnswer {
        status: response.code.expect("a status"),
        headers: headers.collect(),
        body: Vec::new(),
    };
    Some((answer, length))
}
