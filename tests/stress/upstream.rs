use std::time::{Duration, Instant};

use accounts_tests::load::{Crowd, Figures, memory, millis, raise_open_files};
use accounts_tests::upstream::{
    StandIn, download_slowly, exchange, frames, read_streams, request, upload_slowly,
};
use accounts_tests::{Installation, Service};
use axum::body::{Body, Bytes};
use http_body_util::channel::Channel;
use tokio::task::JoinSet;

const STREAMS: usize = 500;
const SLOW: usize = 1000;
const UPLOADS: usize = 8;
const UPLOAD_BYTES: usize = 100 << 20;

/// How long our own operation is watched.
const WATCHED: Duration = Duration::from_secs(10);

/// What the server may take of memory, whatever passes it.
const MAX_MEMORY_BYTES: u64 = 160 << 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn streams_uploads_slow_clients_and_a_death() {
    raise_open_files();
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_LOG", "error")
        .serve();
    let (address, key) = (service.address(), service.key());
    service.client().good(&key).send().await.portal();
    let before = memory(service.id());

    let start = Instant::now();
    assert_eq!(read_streams(address, STREAMS).await, (STREAMS, 0));
    let took = start.elapsed().as_secs_f64();
    println!("| {STREAMS} streams of 3 s at a time: all whole after {took:.1} s |");

    upload_all(&service, &theirs).await;
    let alone = watch(&service, &key).await;
    report("alone", &alone);
    let slow = upload_slowly(address, SLOW).await;
    beside("uploading", slow, &service, &key).await;
    let slow = download_slowly(address, SLOW).await;
    beside("reading 32 MB", slow, &service, &key).await;
    die_and_return(&service, theirs).await;
    let after = memory(service.id());
    println!(
        "| memory: {} MiB before, {} MiB after |",
        before >> 20,
        after >> 20
    );
    assert!(after < MAX_MEMORY_BYTES, "{after} bytes");
    println!("| {STREAMS} streams, {UPLOADS} uploads of 100 MB, {SLOW} slow clients, one death |");
}

/// Half of them with a length.
async fn upload_all(service: &Service, theirs: &StandIn) {
    let (address, start) = (service.address(), Instant::now());
    let mut highest = 0;
    let mut uploads = JoinSet::new();
    for number in 0..UPLOADS {
        uploads.spawn(async move {
            let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
            let mut request = request(address, "/upload").map(|_| Body::new(body));
            *request.method_mut() = "PUT".parse().expect("a method");
            if number % 2 == 0 {
                request
                    .headers_mut()
                    .insert("content-length", UPLOAD_BYTES.into());
            }
            tokio::spawn(async move {
                let part = Bytes::from(vec![b'x'; 64 << 10]);
                for _ in 0..UPLOAD_BYTES / part.len() {
                    sender.send_data(part.clone()).await.expect("it is read");
                }
            });
            let response = exchange(address, request).await.expect("a response");
            let (parts, _) = frames(response).await;
            assert_eq!(parts.concat(), UPLOAD_BYTES.to_string().as_bytes());
        });
    }
    while !uploads.is_empty() {
        let ended = tokio::time::timeout(Duration::from_millis(20), uploads.join_next()).await;
        if let Ok(Some(ended)) = ended {
            ended.expect("an upload");
        }
        highest = highest.max(memory(service.id()));
    }
    assert_eq!(theirs.uploaded(), (UPLOADS * UPLOAD_BYTES) as u64);
    let took = start.elapsed().as_secs_f64();
    let rate = (UPLOADS * (UPLOAD_BYTES >> 20)) as f64 / took;
    println!(
        "| {UPLOADS} uploads of 100 MB at a time: {took:.1} s, {rate:.0} MB/s, at most {} MiB of memory |",
        highest >> 20
    );
    assert!(highest < MAX_MEMORY_BYTES, "{highest} bytes");
}

/// Our operation beside slow clients, all of which stay to the end.
async fn beside(what: &str, mut slow: JoinSet<()>, service: &Service, key: &str) {
    let seen = watch(service, key).await;
    let held = memory(service.id());
    assert!(slow.try_join_next().is_none(), "one has ended");
    println!("| {SLOW} slow clients {what} held: {} MiB |", held >> 20);
    report("beside them", &seen);
    assert!(held < MAX_MEMORY_BYTES, "{held} bytes");
}

fn report(name: &str, seen: &Figures) {
    let [median, high] = [0.5, 0.99].map(|part| millis(seen.percentile(200, part)));
    let summary = seen.summary();
    println!("| our operation {name}: {summary}; median {median} ms, p99 {high} ms |");
    seen.assert_only(&[200]);
}

async fn watch(service: &Service, key: &str) -> Figures {
    let period = Duration::from_millis(50);
    let crowd = Crowd::paced(service.address(), key, 12, period);
    tokio::time::sleep(WATCHED).await;
    crowd.stop().await
}

async fn die_and_return(service: &Service, theirs: StandIn) {
    let address = service.address();
    let streams = tokio::spawn(read_streams(address, STREAMS));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let (there, start) = (theirs.address(), Instant::now());
    drop(theirs);
    assert_eq!(streams.await.expect("no panic"), (0, STREAMS));
    let cut = start.elapsed();
    let answer = service.client().ask("GET", "/x").send().await;
    assert_eq!(answer.status, 502);
    let back = Instant::now();
    let _theirs = StandIn::at(there);
    let answer = service.client().ask("GET", "/x").send_to_page().await;
    assert_eq!(answer.status, 418);
    println!(
        "| death: {STREAMS} clients told within {:.0} ms; 502 until it is back, then answered within {:.0} ms |",
        cut.as_secs_f64() * 1e3,
        back.elapsed().as_secs_f64() * 1e3
    );
    assert!(cut < Duration::from_secs(5), "{cut:?}");
}
