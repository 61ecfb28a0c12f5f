use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::reply::{Named, Reply};

/// How long a connection may stay without a word.
const IDLE: Duration = Duration::from_secs(20);

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    pub(crate) at: Instant,
    pub(crate) line: String,
    pub(crate) headers: BTreeMap<String, Vec<String>>,
    pub(crate) body: Vec<u8>,
}

/// A server in front of the service, which answers by a script.
pub(crate) struct Front {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    service: SocketAddr,
    dead: String,
    replies: Vec<Reply>,
    arrived: Mutex<Vec<Arrived>>,
    over: AtomicBool,
}

impl Front {
    pub(crate) fn start(service: SocketAddr, replies: Vec<Reply>, dead: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            service,
            dead: dead.to_owned(),
            replies,
            arrived: Mutex::new(Vec::new()),
            over: AtomicBool::new(false),
        });
        let served = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if served.over.load(Ordering::Relaxed) {
                    return;
                }
                let served = Arc::clone(&served);
                thread::spawn(move || served.serve(stream).ok());
            }
        });
        Self { address, shared }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far.
    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.shared.arrived.lock().expect("no panic").clone()
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        // Wakes the listener.
        TcpStream::connect(self.address).ok();
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(IDLE))?;
        let request = read(&stream)?;
        let count = {
            let mut arrived = self.arrived.lock().expect("no panic");
            arrived.push(request.clone());
            arrived.len()
        };
        let service = Reply::Named(Named::Service);
        let reply = self.replies.get(count - 1).or(self.replies.last());
        match reply.unwrap_or(&service) {
            Reply::Scripted(scripted) => stream.write_all(&scripted.bytes(&self.dead))?,
            Reply::Named(Named::Service) => stream.write_all(&self.handed_on(&request)?)?,
            Reply::Named(Named::HangUp) => {}
            Reply::Named(Named::Silence) => return wait(&stream),
            Reply::Named(Named::Half) => {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"id\":";
                stream.write_all(head.as_bytes())?;
                return wait(&stream);
            }
        }
        stream.shutdown(std::net::Shutdown::Write)?;
        // What the client still sends is read: closing on it would take the answer away.
        wait(&stream)
    }

    fn handed_on(&self, request: &Arrived) -> std::io::Result<Vec<u8>> {
        let mut head = format!("{}\r\n", request.line);
        let kept = request
            .headers
            .iter()
            .filter(|(name, _)| *name != "connection");
        for (name, value) in kept.flat_map(|(name, all)| all.iter().map(move |one| (name, one))) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("connection: close\r\n\r\n");
        let mut service = TcpStream::connect(self.service)?;
        service.write_all(head.as_bytes())?;
        service.write_all(&request.body)?;
        let mut answer = Vec::new();
        service.read_to_end(&mut answer)?;
        Ok(answer)
    }
}

/// Until the client closes.
fn wait(stream: &TcpStream) -> std::io::Result<()> {
    let mut rest = [0; 1024];
    let mut stream = stream;
    while stream.read(&mut rest)? > 0 {}
    Ok(())
}

fn read(stream: &TcpStream) -> std::io::Result<Arrived> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        lines.push(line.to_owned());
    }
    if lines.is_empty() {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let line = lines.remove(0);
    let mut headers = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in lines.iter().filter_map(|line| line.split_once(':')) {
        let values = headers.entry(name.to_ascii_lowercase()).or_default();
        values.push(value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|all| all[0].parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    Ok(Arrived {
        at: Instant::now(),
        line,
        headers,
        body,
    })
}
