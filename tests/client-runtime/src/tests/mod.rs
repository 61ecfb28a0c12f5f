mod bodies;
mod credentials;
mod headers;
mod options;
mod paths;
mod queries;
mod responses;
mod serde_helpers;
mod transport;

use std::fs;
use std::path::Path;
use std::time::Duration;

use reqwest::Method;

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::options::Options;
use crate::response::Response;

/// What a call without documented errors fails with.
type Failed = Error<()>;

fn call() -> Call {
    Call::new(Method::GET, "/items", "application/json")
}

/// A client that has no credentials.
fn client(url: &str) -> Client {
    let options = Options::new().base_url(url);
    Client::new(options.timeout(Duration::from_secs(20))).expect("a client")
}

fn response(status: u16, body: &str) -> Response {
    Response {
        status,
        retry_after: None,
        request_id: Some("r1".to_owned()),
        body: body.as_bytes().to_vec(),
        truncated: false,
    }
}

#[test]
fn every_file_of_the_runtime_is_here() {
    let folder = "../../xtask/contract-first/src/backends/rust/runtime";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for entry in fs::read_dir(folder).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let line = format!("/runtime/{}\"]", name.to_string_lossy());
        assert!(include_str!("../lib.rs").contains(&line), "{name:?}");
    }
}
