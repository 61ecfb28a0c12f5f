use anyhow::Result;
use contract_first::project::Project;

use super::log::Log;
use super::{
    browser, clients, container, dependencies, documents, fuzz, goldens, injection, names,
    packages, pairs, pooler, postgres, python, readme, recipes, rust, schemathesis, stress, stripe,
    tidy, tokens, typescript,
};

/// One part of the test run.
pub struct Check {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it does, for a list.
    pub what: &'static str,
    /// Whether it needs nothing but Rust: part of `--quick`.
    pub quick: bool,
    /// Does it; the answer is a remark for the summary.
    pub run: fn(&Project, &mut Log) -> Result<String>,
}

/// Everything, what fails soonest first.
pub const CHECKS: [Check; 23] = [
    Check {
        name: "tidy",
        what: "house rules: file length, content of lib.rs and mod.rs, no file cycles in crates/",
        quick: true,
        run: tidy::run,
    },
    Check {
        name: "format",
        what: "rustfmt on all hand-written Rust",
        quick: true,
        run: rust::format,
    },
    Check {
        name: "clippy",
        what: "clippy on the service and its generated crate, warnings are errors",
        quick: true,
        run: rust::clippy,
    },
    Check {
        name: "service",
        what: "unit tests, and the real server over real sockets",
        quick: true,
        run: rust::service,
    },
    Check {
        name: "drift",
        what: "generated/ is what the contract generates",
        quick: false,
        run: rust::drift,
    },
    Check {
        name: "pipeline",
        what: "clippy and tests of xtask: import, generate, drift, lint, breaking",
        quick: false,
        run: rust::pipeline,
    },
    Check {
        name: "bookshop",
        what: "a second contract is generated, compiled and served",
        quick: false,
        run: rust::bookshop,
    },
    Check {
        name: "python",
        what: "the runtime of Python clients by itself; the clients of both contracts: formatted, strictly typed, and one calls the bookshop",
        quick: false,
        run: python::run,
    },
    Check {
        name: "goldens",
        what: "the rendered packages of the fixtures and of some published documents, as reviewed",
        quick: false,
        run: goldens::run,
    },
    Check {
        name: "packages",
        what: "the four packages of each fixture: compilers and linters find nothing",
        quick: false,
        run: packages::fixtures,
    },
    Check {
        name: "names",
        what: "names that are not identifiers, incomplete documents, unusual versions: compilers and linters find nothing",
        quick: false,
        run: names::run,
    },
    Check {
        name: "injection",
        what: "no text of a document becomes code: hostile texts in every place, in all four packages",
        quick: false,
        run: injection::run,
    },
    Check {
        name: "docs",
        what: "rustdoc, warnings are errors",
        quick: false,
        run: rust::docs,
    },
    Check {
        name: "postgres",
        what: "the suites on a real PostgreSQL, its failures, and replicas, also behind PgBouncer",
        quick: false,
        run: postgres::run,
    },
    Check {
        name: "schemathesis",
        what: "property-based requests generated from the served document, with a key and with a key as bearer token",
        quick: false,
        run: schemathesis::run,
    },
    Check {
        name: "tokens",
        what: "bearer tokens of an independent issuer, its key rotation and outages",
        quick: false,
        run: tokens::run,
    },
    Check {
        name: "browser",
        what: "the portal in a real browser, and axe-core on each of its pages",
        quick: false,
        run: browser::run,
    },
    Check {
        name: "clients",
        what: "each client SDK, installed from its package, against the real server",
        quick: false,
        run: clients::run,
    },
    Check {
        name: "typescript",
        what: "the runtime of TypeScript clients by itself; the clients of both contracts: strict types, one calls the bookshop, one runs in a browser",
        quick: false,
        run: typescript::run,
    },
    Check {
        name: "stripe",
        what: "Stripe failures, Stripe's own document, Stripe's own library",
        quick: false,
        run: stripe::run,
    },
    Check {
        name: "dependencies",
        what: "licences, bans and sources of dependencies (cargo-deny); none unused (cargo-machete)",
        quick: false,
        run: dependencies::run,
    },
    Check {
        name: "recipes",
        what: "the README's recipes: a changed contract, your own contract",
        quick: false,
        run: recipes::run,
    },
    Check {
        name: "readme",
        what: "every command in the README and in docs/operations.md",
        quick: false,
        run: readme::run,
    },
];

/// What takes longer than every day allows.
pub const STRESS: [Check; 20] = [
    Check {
        name: "container",
        what: "the build of the Dockerfile, without an engine",
        quick: false,
        run: container::stress,
    },
    Check {
        name: "documents",
        what: "70 published documents for every target: generated and compiled; stubs served and called",
        quick: false,
        run: documents::everything,
    },
    Check {
        name: "goldens",
        what: "the rendered packages of the published documents, as reviewed",
        quick: false,
        run: goldens::run_documents,
    },
    Check {
        name: "injection",
        what: "the packages with hostile texts: compilers and linters find nothing",
        quick: false,
        run: injection::compiled,
    },
    Check {
        name: "documents-linted",
        what: "the same documents, only linted for the stub: which operations are left out, and why",
        quick: false,
        run: documents::linted,
    },
    Check {
        name: "documents-sizes",
        what: "the time that 1, 10, 100 and 500 operations take",
        quick: false,
        run: documents::sizes,
    },
    Check {
        name: "schemathesis-1000",
        what: "more of the property-based requests",
        quick: false,
        run: schemathesis::stress,
    },
    Check {
        name: "tokens-1000000",
        what: "a million broken tokens of each kind",
        quick: false,
        run: tokens::stress,
    },
    Check {
        name: "stripe-dead",
        what: "Stripe is dead for a minute under load, and comes back",
        quick: false,
        run: stripe::stress,
    },
    Check {
        name: "pooler",
        what: "replicas behind a newer PgBouncer, built from its source: with prepared statements in the pooler, and without",
        quick: false,
        run: pooler::run,
    },
    Check {
        name: "slow-clients",
        what: "1,000 clients each that send heads slowly, send bodies slowly, or read nothing, next to well-behaved ones",
        quick: false,
        run: stress::slow_clients,
    },
    Check {
        name: "overload",
        what: "three times the capacity: shed requests, latency of admitted ones, recovery",
        quick: false,
        run: stress::overload,
    },
    Check {
        name: "kills",
        what: "SIGKILL under load, 50 times: nothing acknowledged is lost, ready again at once",
        quick: false,
        run: stress::kills,
    },
    Check {
        name: "bulk",
        what: "1,000,000 lines imported, again, and exported, on SQLite and on PostgreSQL: time and memory",
        quick: false,
        run: stress::bulk,
    },
    Check {
        name: "upstream",
        what: "the server behind this one: streams, uploads of 100 MB, 1,000 slow clients, its death and return",
        quick: false,
        run: stress::upstream,
    },
    Check {
        name: "drop-in",
        what: "1,000,000 keys in the published service's tables, with and without the index: look-ups, revocation, restarts",
        quick: false,
        run: stress::drop_in,
    },
    Check {
        name: "connections",
        what: "memory, rate and latency with 1 to 1,000 connections",
        quick: false,
        run: stress::connections,
    },
    Check {
        name: "soak",
        what: "half of the capacity for 20 minutes, or --minutes: flat memory, flat latency, no error",
        quick: false,
        run: stress::soak,
    },
    Check {
        name: "fuzz",
        what: "random input from clients and documents: 5 minutes for each target, or --minutes",
        quick: false,
        run: fuzz::stress,
    },
    Check {
        name: "pairs-1000000",
        what: "a million random contract changes: the verdict of `breaking`, checked with values that it must not call safe",
        quick: false,
        run: pairs::stress,
    },
];
