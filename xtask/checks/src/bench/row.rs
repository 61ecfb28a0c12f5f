use std::io::Write;

use anyhow::{Result, bail};
use contract_first::terminal::{LABEL, styled};

/// One kind of server under one kind of load.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) program: Program,
    /// Settings that only this row has.
    pub(super) settings: &'static [(&'static str, &'static str)],
    pub(super) credential: Credential,
    pub(super) connections: u32,
}

/// What serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    /// `tests/examples/side_by_side.rs` with this argument.
    SideBySide(&'static str),
    /// `crates/server/examples/noop_billing.rs`: the server, with sessions for nothing.
    Noop,
    /// Another build of it.
    Beside,
    /// `accounts-server` with the sandbox.
    Sandbox,
    /// `accounts-server` on one of the fake Stripes, by its name.
    Stripe(&'static str),
}

/// What callers authenticate with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Credential {
    Key,
    Token,
}

/// All rows. The others are compared with the first.
pub(super) static ROWS: [Row; 9] = [
    Row {
        name: "handwritten",
        about: "hand-written axum: compares one key, checks body and URL, fixed response",
        program: Program::SideBySide("handwritten"),
        ..KEY
    },
    Row {
        name: "stub",
        about: "the generated stub doing the same",
        program: Program::SideBySide("generated"),
        ..KEY
    },
    KEY,
    Row {
        name: BESIDE,
        about: "the same in the program that --beside names",
        program: Program::Beside,
        ..KEY
    },
    Row {
        name: "key-logged",
        about: "the same with one line for each request: info, JSON, to a file",
        settings: &[("ACCOUNTS_LOG", "info,sqlx=warn")],
        ..KEY
    },
    Row {
        name: "token",
        about: "server, no-op billing, bearer token (ES256) remembered",
        credential: Credential::Token,
        ..KEY
    },
    Row {
        name: "sandbox",
        about: "server, billing sandbox on SQLite, key remembered",
        program: Program::Sandbox,
        ..KEY
    },
    Row {
        name: "stripe",
        about: "server, Stripe adapter, a fake Stripe that responds at once",
        program: Program::Stripe("stripe"),
        ..KEY
    },
    Row {
        name: "stripe-300ms",
        about: "the same, a fake that takes 300 ms; 1,000 connections",
        program: Program::Stripe("slow-stripe"),
        connections: 1_000,
        ..KEY
    },
];

/// The whole server in its usual configuration.
const KEY: Row = Row {
    name: "key",
    about: "server, no-op billing, key remembered; metrics on, logs at warn",
    program: Program::Noop,
    settings: &[],
    credential: Credential::Key,
    connections: 64,
};

/// The row that needs `--beside`.
const BESIDE: &str = "beside";

/// The row without load: how long a start takes.
pub(super) const START: (&str, &str) = (
    "start",
    "accounts-server with the sandbox, from exec to the first 200, on an existing SQLite file",
);

/// The rows to measure.
pub(super) struct SelectedRows {
    pub(super) rows: Vec<&'static Row>,
    pub(super) start: bool,
}

impl SelectedRows {
    /// By name, in the order of the table; all of them for no names.
    ///
    /// # Errors
    /// An unknown name, or the row `beside` without its program.
    pub(super) fn of(names: &[String], has_beside: bool) -> Result<Self> {
        if !has_beside && names.iter().any(|name| name == BESIDE) {
            bail!("the row {BESIDE} needs --beside PROGRAM");
        }
        let known = |name: &str| name == START.0 || ROWS.iter().any(|row| row.name == name);
        if let Some(unknown) = names.iter().find(|name| !known(name)) {
            bail!("unknown row {unknown}; `cargo xtask bench --list` lists them");
        }
        let wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
        Ok(Self {
            rows: ROWS
                .iter()
                .filter(|row| wanted(row.name) || has_beside && row.name == BESIDE)
                .filter(|row| has_beside || row.name != BESIDE)
                .collect(),
            start: wanted(START.0),
        })
    }
}

/// Lists the rows. Exit code 0.
///
/// # Errors
/// When `out` cannot be written.
pub fn list(out: &mut dyn Write) -> Result<u8> {
    let rows = ROWS.iter().map(|row| (row.name, row.about));
    for (name, about) in rows.chain([START]) {
        writeln!(out, "{} {about}", styled(LABEL, format!("{name:<15}")))?;
    }
    Ok(0)
}
