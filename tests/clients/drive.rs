use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::case::{Case, Expected};
use crate::front::{Arrived, Front};
use crate::languages::Installed;

/// How long one case may take. Only a broken client takes that long.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What the cases are played against.
pub(crate) struct Stage {
    pub(crate) service: SocketAddr,
    pub(crate) key: String,
}

/// Plays one case; the answer is what is wrong with its outcome.
pub(crate) fn play(case: &Case, client: &Installed, stage: &Stage) -> Result<(), String> {
    let dead = dead();
    let front = Front::start(stage.service, case.replies.clone(), &dead);
    let url = format!("http://{}", front.address());
    let filled = |text: &str| {
        let text = text.replace("${KEY}", &stage.key);
        text.replace("${URL}", &url).replace("${DEAD}", &dead)
    };
    let mut options: Map<String, Value> = Map::new();
    let credentials = ["apiKey", "bearer"];
    if case.credentials
        && !credentials
            .iter()
            .any(|one| case.options.contains_key(*one))
    {
        options.insert("apiKey".to_owned(), filled("${KEY}").into());
    }
    options.insert("baseUrl".to_owned(), url.as_str().into());
    for (name, value) in &case.options {
        let value = value
            .as_str()
            .map_or(value.clone(), |text| filled(text).into());
        options.insert(name.clone(), value);
    }
    if options["baseUrl"] == "" {
        options.remove("baseUrl");
    }
    let request = json!({ "returnUrl": "https://example.com/account" });
    let request = case.request.clone().unwrap_or(request);
    let input = json!({ "options": options, "request": request }).to_string();
    let mut command = client.command();
    for (name, value) in &case.environment {
        command.env(name, filled(value));
    }
    let mut process = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("the driver does not start: {error}"))?;
    let mut stdin = process.stdin.take().expect("a pipe");
    stdin
        .write_all(format!("{input}\n").as_bytes())
        .map_err(|error| error.to_string())?;
    drop(stdin);
    let (id, start) = (process.id(), Instant::now());
    let waiting = thread::spawn(move || process.wait_with_output());
    while !waiting.is_finished() && start.elapsed() < TIMEOUT {
        thread::sleep(Duration::from_millis(10));
    }
    if !waiting.is_finished() {
        return Err(format!("the driver (process {id}) does not end"));
    }
    let output = waiting
        .join()
        .expect("no panic")
        .map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let outcome: Value = serde_json::from_str(stdout.trim())
        .map_err(|_| format!("the driver prints {stdout:?} {stderr:?}"))?;
    let given = credentials
        .iter()
        .filter_map(|one| options.get(*one)?.as_str());
    let secrets: Vec<&str> = given.chain([stage.key.as_str()]).collect();
    if secrets
        .iter()
        .any(|secret| stdout.contains(secret) || stderr.contains(secret))
    {
        return Err(format!("it shows a credential: {stdout}{stderr}"));
    }
    compare(&case.expect, &outcome).map_err(|why| format!("{why}: {outcome}"))?;
    sent(case, &front.arrived(), client)
}

/// An address where nothing listens.
fn dead() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

fn compare(expected: &Expected, outcome: &Value) -> Result<(), String> {
    let text = |key: &str| outcome[key].as_str().unwrap_or_default();
    let same = |what: &str, good: bool| {
        if good {
            Ok(())
        } else {
            Err(format!("another {what}"))
        }
    };
    same("kind", text("kind") == expected.kind)?;
    if let Some(end) = &expected.r#type {
        same("type", text("type").ends_with(end.as_str()))?;
    }
    if let Some(status) = expected.status {
        same("status", outcome["status"] == status)?;
    }
    if let Some(part) = &expected.message {
        same("message", text("message").contains(part.as_str()))?;
    }
    match expected.request_id.as_deref() {
        Some("") => same("requestId", !text("requestId").is_empty())?,
        Some(id) => same("requestId", text("requestId") == id)?,
        None => {}
    }
    if let Some(seconds) = expected.retry_after {
        same(
            "retryAfter",
            outcome["retryAfter"].as_f64() == Some(seconds as f64),
        )?;
    }
    if let Some(start) = &expected.url {
        same("url", text("url").starts_with(start.as_str()))?;
    }
    if let Some(part) = &expected.has {
        let has = |key: &str| text(key).contains(part.as_str());
        same("text", has("text") || has("shown"))?;
    }
    if let Some(length) = expected.length {
        same("length", text("text").len() == length)?;
    }
    Ok(())
}

/// What arrived: how often, when, and with what.
fn sent(case: &Case, arrived: &[Arrived], client: &Installed) -> Result<(), String> {
    if arrived.len() != case.requests {
        return Err(format!("{} requests, not {}", arrived.len(), case.requests));
    }
    if let (Some(least), [first, second, ..]) = (case.waits, arrived) {
        let waited = second.at.duration_since(first.at).as_secs_f64();
        // A timer may fire within the millisecond.
        if waited + 0.002 < least {
            return Err(format!("it waits {waited} s, not {least} s"));
        }
    }
    for request in arrived {
        let header = |name: &str| request.headers.get(name).map(|all| all.join(", "));
        let credentials: Vec<_> = ["x-api-key", "authorization"]
            .into_iter()
            .filter(|name| request.headers.contains_key(*name))
            .collect();
        let [credential] = credentials.as_slice() else {
            return Err(format!("credentials in {credentials:?}"));
        };
        if case.sent.as_ref().is_some_and(|sent| sent != credential) {
            return Err(format!("the credential is in {credential}"));
        }
        let path = case.path.as_deref().unwrap_or(accounts_tests::PORTAL);
        if request.line != format!("POST {path} HTTP/1.1") {
            return Err(format!("it sends {:?}", request.line));
        }
        let agent = header("user-agent").unwrap_or_default();
        if agent != format!("accounts-client-{}/1.0.0", client.language) {
            return Err(format!("its user agent is {agent:?}"));
        }
        if header("accept").as_deref() != Some("application/json") {
            return Err(format!("it accepts {:?}", header("accept")));
        }
        if !header("content-type").is_some_and(|media| media.starts_with("application/json")) {
            return Err(format!("its content type is {:?}", header("content-type")));
        }
        if request.body != arrived[0].body {
            return Err("another body when it tries again".to_owned());
        }
    }
    Ok(())
}
