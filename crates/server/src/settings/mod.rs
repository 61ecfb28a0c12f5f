//! Settings: one table, read from flags, environment and file, with every problem reported at once.

mod bearer;
mod cache_time;
mod database_limits;
mod database_url;
mod effective;
mod file;
mod key_secret;
mod log;
mod origins;
mod otlp;
mod problem;
mod provider;
mod proxies;
mod public_url;
mod rate;
mod service_link;
mod sources;
mod stop_delay;
mod stripe;
mod table;
mod value;

#[cfg(test)]
mod tests;

pub use bearer::{Algorithms, Exactly, FilePath, JwksUrl, Leeway};
pub(crate) use bearer::{BearerKeys, BearerSettings};
pub use cache_time::CacheTime;
pub use database_limits::{DatabaseConnections, DatabaseWait};
pub use database_url::DatabaseUrl;
pub use effective::Settings;
pub(crate) use effective::TABLE;
pub use key_secret::KeySecret;
pub use log::{LogFilter, LogFormat};
pub use origins::Origins;
pub use otlp::OtlpEndpoint;
pub use problem::{Problem, Problems};
pub use provider::Provider;
pub use proxies::{FailuresPerMinute, ForwardedHeader, Networks};
pub use public_url::PublicUrl;
pub use rate::Rate;
pub(crate) use sources::CONFIG_VARIABLE;
pub use stop_delay::StopDelay;
pub use stripe::{PortalConfiguration, RootCertificatesFile, SubscriptionCache};
pub(crate) use table::{Effective, Group, Setting};
pub(crate) use value::Value;
