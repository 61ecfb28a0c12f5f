use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use billing_stripe::{ApiBase, SecretKey};

use crate::settings::bearer::{self, Algorithms, Exactly, FilePath, JwksUrl, Leeway};
use crate::settings::cache_time::CacheTime;
use crate::settings::database_limits::{DatabaseConnections, DatabaseWait};
use crate::settings::database_url::DatabaseUrl;
use crate::settings::key_secret::{self, KeySecret};
use crate::settings::log::{LogFilter, LogFormat};
use crate::settings::origins::Origins;
use crate::settings::otlp::OtlpEndpoint;
use crate::settings::problem::{Problem, Problems};
use crate::settings::provider::Provider;
use crate::settings::proxies::{FailuresPerMinute, ForwardedHeader, Networks};
use crate::settings::public_url::PublicUrl;
use crate::settings::rate::Rate;
use crate::settings::sources::Sources;
use crate::settings::stop_delay::StopDelay;
use crate::settings::stripe::{PortalConfiguration, RootCertificatesFile, SubscriptionCache};
use crate::settings::table::{Effective, Setting, settings};

/// hyper takes no smaller buffers.
const SMALLEST_HEAD_LIMIT_BYTES: usize = 8192;

settings! {
    /// Every setting of the server, checked.
    pub struct Settings {
        Common {
            /// The database: `sqlite:PATH` (the file is made when there is none) or `postgres://USER:PASSWORD@HOST/DATABASE`.
            /// With a password in it, not as a flag.
            database_url: DatabaseUrl = "sqlite:accounts.db";
            /// Longest wait at the start for a database that cannot be reached yet. 0 gives up at once.
            database_wait_seconds: DatabaseWait = "0";
            /// The secret under which API keys are hashed: at least 32 bytes, the same for as long as the keys shall work.
            /// Without it a public development secret stands in, on loopback only.
            key_secret: Option<KeySecret> = "";
            /// The secret before this one: keys that were made under it go on working while new ones are made under ACCOUNTS_KEY_SECRET.
            key_secret_previous: Option<KeySecret> = "";
            /// The billing provider.
            billing: Provider = "sandbox";
        }
        Server {
            /// Where to listen. Port 0 picks a free one, which the line `Listening on URL` names.
            listen: SocketAddr = "127.0.0.1:8080";
            /// The address under which browsers reach this server; without it, the one that it listens on.
            public_url: Option<PublicUrl> = "";
            /// Origins that `returnUrl` may have, with commas between: `https://app.example.com,https://*.example.com`.
            /// Without it any https URL is taken.
            return_url_origins: Origins = "";
            /// Allows the sandbox where others can reach it, outside loopback.
            sandbox_public: bool = "false";
            /// Shows the API reference at /docs, with a form that calls this server.
            docs: bool = "true";
            /// How long it is remembered what a good key or token opens, 0 to 900; a revoked one is refused after it at the latest.
            credential_cache_ms: CacheTime = "500";
            /// Networks of the proxies in front, with commas between: what they say of where a request comes from is believed. Without it
            /// a request comes from whoever connects.
            trusted_proxies: Networks = "";
            /// The one header in which the trusted proxies say it.
            forwarded_header: ForwardedHeader = "x-forwarded-for";
            /// What is logged: a level, or `info,PART=LEVEL`.
            log: LogFilter = "info,sqlx=warn";
            /// How log lines look; auto is text on a terminal, JSON elsewhere.
            log_format: LogFormat = "auto";
            /// Where metrics and the causes of unreadiness are shown, without a password: `GET /metrics` and `GET /readyz`.
            /// Keep it from the public. Without it nothing is gathered.
            admin_listen: Option<SocketAddr> = "";
            /// The OpenTelemetry collector that traces are sent to by OTLP over HTTP: `http://127.0.0.1:4318`. Without it none are made.
            otlp_endpoint: Option<OtlpEndpoint> = "";
        }
        Bearer {
            /// Who makes the bearer tokens that are taken: their `iss`, character for character. Without it none are.
            /// If it is a URL, its keys are found by OpenID Connect Discovery where no other setting names them.
            bearer_issuer: Option<Exactly> = "";
            /// Whom the tokens are for: their `aud`, or one of them.
            bearer_audience: Option<Exactly> = "";
            /// Where the issuer publishes its keys: a JWKS by https. They are fetched ahead of need and kept while it does not answer.
            bearer_jwks_url: Option<JwksUrl> = "";
            /// A file with the issuer's keys: a JWKS.
            bearer_jwks_file: Option<FilePath> = "";
            /// A file with the issuer's one public key: PEM, `-----BEGIN PUBLIC KEY-----`.
            bearer_public_key_file: Option<FilePath> = "";
            /// How tokens may be signed: any of ES256, RS256, EdDSA, with commas between.
            bearer_algorithms: Algorithms = "ES256";
            /// The claim that holds the id of the account. A token without it, as any token without this setting, opens the account
            /// that its issuer and subject are linked to.
            bearer_account_claim: Option<Exactly> = "";
            /// How far the issuer's clock may be from ours, 0 to 300.
            bearer_leeway_seconds: Leeway = "0";
        }
        Stripe {
            /// The key that opens the business's Stripe account: `sk_test_...`, `sk_live_...` or a restricted `rk_...`.
            stripe_secret_key: Option<SecretKey> = "";
            /// Where Stripe's API is; http only on loopback.
            stripe_api_base: ApiBase = "https://api.stripe.com";
            /// The portal configuration to use, `bpc_...`. Without it Stripe takes the account's default.
            stripe_portal_configuration: Option<PortalConfiguration> = "";
            /// Certificates of authorities (PEM) that are believed besides those of the operating system.
            stripe_root_certificates_file: Option<RootCertificatesFile> = "";
            /// How long a live subscription is taken for live without asking Stripe again. At most 300; 0 asks each time.
            stripe_subscription_cache_seconds: SubscriptionCache = "30";
            /// Most requests that wait for Stripe at a time, shared fairly between accounts; those above get 503 at once.
            stripe_max_in_flight: usize = "1024";
            /// Most searches a second, for accounts whose customer is not known yet. Stripe takes 20 from all servers together.
            stripe_searches_per_second: Rate = "10";
            /// Most connections to Stripe that are kept open without a call, over HTTP/1.1.
            stripe_max_idle_connections: usize = "256";
        }
        Limits {
            /// Most connections at a time; more wait to be accepted.
            max_connections: usize = "4096";
            /// Most requests at a time; those above get 503 at once. More than may wait for Stripe, so that there is room for others.
            max_requests: usize = "2048";
            /// Most requests a second of one account, for each server; those above get 429. Without it 5 with Stripe, else no limit.
            rate_per_second: Option<Rate> = "";
            /// Most requests of one account at once after a pause; those above get 429. Without it 20 where there is a limit.
            rate_burst: Option<Rate> = "";
            /// Most keys and tokens of one address (of IPv6, one /64 network) that may be refused in a minute; what fails beyond them gets
            /// 429. Keys that were good before are not affected. 0 for any number.
            failed_credentials_per_minute: FailuresPerMinute = "60";
            /// Most requests at a time on one HTTP/2 connection.
            max_streams: usize = "128";
            /// Most requests of one HTTP/2 connection that are taken back before they were begun; one more ends the connection.
            max_resets: usize = "20";
            /// Most headers of a request over HTTP/1.1; over HTTP/2 the head's size bounds them.
            max_headers: usize = "100";
            /// Largest head of a request: request line and headers. At least 8192.
            head_limit_bytes: usize = "32768";
            /// Largest body of a request.
            body_limit_bytes: usize = "16384";
            /// Most of an unwanted body that is read and dropped, so that a client that writes first gets to read its answer.
            rest_limit_bytes: usize = "8388608";
            /// Longest time for the head of a request, from its first byte on; the first head of a connection begins with the connection.
            head_timeout_ms: Duration = "20000";
            /// Longest wait for the body of a request.
            body_timeout_ms: Duration = "5000";
            /// Longest time that an unwanted body is read and dropped.
            rest_timeout_ms: Duration = "2000";
            /// Longest time for a whole request, after its head.
            request_deadline_ms: Duration = "10000";
            /// Longest wait for a client to take more of its answer (TCP_USER_TIMEOUT, on Linux only).
            write_timeout_ms: Duration = "20000";
            /// Longest time that a connection stays open between two requests: more than a proxy in front keeps it. An answer has to be taken
            /// within it, too.
            idle_timeout_ms: Duration = "75000";
            /// How long the server goes on as before when it is told to stop, only that /readyz says 503: until whoever sends requests here
            /// has noticed. 5000 is usual behind a load balancer. 0 to 600000.
            stop_delay_ms: StopDelay = "0";
            /// Longest time that requests get to finish after that.
            stop_timeout_ms: Duration = "15000";
            /// Most connections to the database at a time, for each server; more queries wait for a free one.
            database_max_connections: DatabaseConnections = "8";
            /// Longest wait for a connection to the database.
            database_acquire_timeout_ms: Duration = "2000";
            /// Longest wait for a query, the one for its connection included.
            database_query_timeout_ms: Duration = "5000";
        }
    }
}

impl Settings {
    /// Reads and checks all settings: flags go before the environment, that before the file, that before the defaults.
    ///
    /// # Errors
    /// [`Problems`] holds everything that is wrong, not only the first.
    pub(crate) fn read(
        config: Option<PathBuf>,
        flags: Vec<(&'static Setting, String)>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<(Self, Vec<Effective>), Problems> {
        let mut problems = Vec::new();
        let sources = Sources::gather(config, flags, environment, &mut problems);
        let (settings, effective) = Self::read_all(&sources, &mut problems);
        let unfit: Vec<_> = problems.iter().map(|known| known.setting.clone()).collect();
        for problem in settings.problems_together() {
            // What is wrong by itself needs no second word, and what seems to follow from it would lead astray.
            let known = problems
                .iter()
                .any(|known| known.setting == problem.setting);
            if !known && !unfit.iter().any(|setting| problem.names(setting)) {
                problems.push(problem);
            }
        }
        if problems.is_empty() {
            Ok((settings, effective))
        } else {
            let warnings = settings.unknown_variables;
            Err(Problems { problems, warnings })
        }
    }

    /// Whether others than those on this machine can get here: directly, or by a public address that leads here.
    pub(crate) fn is_reachable(&self) -> bool {
        let public = self.public_url.as_ref();
        !self.listen.ip().to_canonical().is_loopback()
            || public.is_some_and(|url| !url.is_this_machine())
    }

    /// What is wrong only in combination.
    fn problems_together(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut problem = |setting: &str, what: &str, remedy: &str| {
            problems.push(Problem {
                setting: setting.to_owned(),
                origin: None,
                what: what.to_owned(),
                remedy: remedy.to_owned(),
            });
        };
        let reachable = self.is_reachable();
        if self.key_secret.is_none() && (reachable || self.billing == Provider::Stripe) {
            problem(
                "ACCOUNTS_KEY_SECRET",
                "the public development secret is refused outside loopback, with a public URL and with Stripe",
                "set a secret of your own, made with: openssl rand -hex 32",
            );
        }
        let previous = self.key_secret_previous.as_ref();
        if let Some((what, remedy)) = key_secret::wrong_previous(self.key_secret.as_ref(), previous)
        {
            problem("ACCOUNTS_KEY_SECRET_PREVIOUS", what, remedy);
        }
        if self.head_limit_bytes < SMALLEST_HEAD_LIMIT_BYTES {
            problem(
                "ACCOUNTS_HEAD_LIMIT_BYTES",
                "less than 8192 cannot be kept: HTTP/1.1 is read in pieces of that size",
                "write 8192 or more",
            );
        }
        bearer::problems(self, &mut problem);
        if self.billing == Provider::Sandbox && reachable && !self.sandbox_public {
            problem(
                "ACCOUNTS_SANDBOX_PUBLIC",
                "the sandbox, whose subscriptions are worth nothing, is refused outside loopback and with a public URL",
                "listen on 127.0.0.1 without ACCOUNTS_PUBLIC_URL, or allow it with ACCOUNTS_SANDBOX_PUBLIC=true",
            );
        }
        problems.extend(self.stripe_problems());
        problems
    }

    /// What is legal and still deserves a word from every command.
    pub(crate) fn common_warnings(&self) -> Vec<String> {
        let mut warnings = self.unknown_variables.clone();
        if self.key_secret.is_none() {
            warnings.push(
                "ACCOUNTS_KEY_SECRET is not set: keys are made under a public development secret, and will stop working once you \
                 set your own"
                    .to_owned(),
            );
        }
        warnings.extend(self.stripe_warning().map(str::to_owned));
        warnings
    }

    /// What is legal and still deserves a word when the server starts.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.common_warnings();
        if self.return_url_origins.is_any() && self.billing != Provider::Sandbox {
            warnings.push(
                "ACCOUNTS_RETURN_URL_ORIGINS is not set: customers can be sent back to any https address"
                    .to_owned(),
            );
        }
        if self.public_url.as_ref().is_some_and(PublicUrl::is_in_clear) {
            warnings.push(
                "ACCOUNTS_PUBLIC_URL is http, not https: links to the portal, which open it for whoever has them, cross the network \
                 in clear"
                    .to_owned(),
            );
        }
        if self.database_url.may_be_in_clear() {
            warnings.push(
                "ACCOUNTS_DATABASE_URL names another machine and asks for no TLS: add sslmode=verify-full"
                    .to_owned(),
            );
        }
        if self
            .admin_listen
            .is_some_and(|admin| !admin.ip().to_canonical().is_loopback())
        {
            warnings.push(
                "ACCOUNTS_ADMIN_LISTEN is outside loopback: whoever reaches it reads the metrics; let only the monitoring through"
                    .to_owned(),
            );
        }
        let pages = self.billing == Provider::Sandbox;
        if pages && self.public_url.is_none() && self.listen.ip().is_unspecified() {
            warnings.push(
                "ACCOUNTS_PUBLIC_URL is not set: links to the portal work on this machine only"
                    .to_owned(),
            );
        }
        warnings
    }
}
