//! The server: settings, command line, the assembly of HTTP, logs, and stopping.
//!
//! [`run`] is the whole program. [`app`] is the server without sockets, [`Listener`] the sockets without a server.

mod command;
mod database;
mod demo;
mod egress;
mod failure;
mod http;
mod key_secret;
mod keys;
mod listener;
mod program;
mod settings;
mod system;
mod telemetry;
mod tokens;

pub use http::{Needs, Parts, app};
pub use listener::Listener;
pub use program::{run, run_with_billing};
pub use settings::{
    Algorithms, CacheTime, DatabaseConnections, DatabaseUrl, DatabaseWait, Exactly,
    FailuresPerMinute, FilePath, ForwardedHeader, JwksUrl, KeySecret, Leeway, LogFilter, LogFormat,
    Networks, Origins, OtlpEndpoint, PortalConfiguration, Problem, Problems, Provider, PublicUrl,
    Rate, RootCertificatesFile, Settings, StopDelay, SubscriptionCache,
};
