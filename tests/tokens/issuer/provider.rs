use std::io::{BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use accounts_tests::{Answer, GOOD_BODY, Installation, Service};
use serde_json::{Value, json};

pub(crate) const AUDIENCE: &str = "cl0000000000000000000app";
const SUBJECT: &str = "did:privy:cm0000000000000000000user";

/// A running `oauth2-mock-server`. Ended by its own process id when it is dropped.
pub(crate) struct Provider {
    process: Child,
    commands: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    /// What it calls itself.
    pub(crate) issuer: String,
    /// Where it listens.
    pub(crate) url: String,
}

impl Provider {
    /// Starts one that calls itself by this name, or by its URL.
    pub(crate) fn start(name: Option<&str>) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tokens/issuer");
        assert!(
            folder.join("node_modules/oauth2-mock-server").is_dir(),
            "the issuer is not installed: `cargo xtask test tokens` installs it and runs these tests"
        );
        let mut process = Command::new("node")
            .current_dir(&folder)
            .arg("issuer.mjs")
            .args(name)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let answers = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut provider = Self {
            commands: process.stdin.take().expect("a pipe"),
            answers: std::io::BufRead::lines(answers),
            process,
            issuer: String::new(),
            url: String::new(),
        };
        provider.up();
        provider
    }

    fn tell(&mut self, command: &str) -> String {
        writeln!(self.commands, "{command}").expect("it reads");
        let answer = self.answers.next().expect("an answer");
        answer.expect("a line")
    }

    /// Listens again, where it listened before.
    pub(crate) fn up(&mut self) {
        let said: Value = serde_json::from_str(&self.tell("up")).expect("JSON");
        self.issuer = said["issuer"].as_str().expect("a text").to_owned();
        self.url = said["url"].as_str().expect("a text").to_owned();
    }

    /// Stops to listen.
    pub(crate) fn down(&mut self) {
        self.tell("down");
    }

    /// Publishes another key, and only that.
    pub(crate) fn rotate(&mut self, id: &str) {
        self.tell(&format!("rotate {id}"));
    }

    /// A token for the one user.
    pub(crate) fn token(&mut self) -> String {
        self.token_with(json!({}))
    }

    /// The same with other claims.
    pub(crate) fn token_with(&mut self, claims: Value) -> String {
        let mut all = json!({ "aud": AUDIENCE, "sub": SUBJECT });
        let members = all.as_object_mut().expect("an object");
        members.extend(claims.as_object().expect("an object").clone());
        self.tell(&format!("token {all}"))
    }

    /// Ends it as a crash would.
    pub(crate) fn kill(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("our own child");
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // Gone already is as good as stopped.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// A server that takes the tokens of this issuer, with an account for its one user.
pub(crate) fn installation(issuer: &str, settings: &[(&str, &str)]) -> Installation {
    let installation = Installation::new()
        .with("ACCOUNTS_BEARER_ISSUER", issuer)
        .with("ACCOUNTS_BEARER_AUDIENCE", AUDIENCE);
    let installation = settings
        .iter()
        .fold(installation, |all, (name, value)| all.with(name, value));
    let installation = installation.migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    let link = [
        "identities",
        "link",
        "--issuer",
        issuer,
        "--subject",
        SUBJECT,
        "--account",
        &account,
    ];
    let ran = installation.run(&link);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    installation
}

pub(crate) async fn present(service: &Service, token: &str) -> Answer {
    let client = service.client().portal();
    let client = client.header("authorization", &format!("Bearer {token}"));
    client.json(GOOD_BODY).send().await
}

/// A probe's answer.
pub(crate) async fn probe(service: &Service, path: &str) -> Answer {
    service.client().ask("GET", path).send().await
}
