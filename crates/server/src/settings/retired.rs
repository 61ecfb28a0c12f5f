/// Settings that are gone, by their names in the settings file, each with what to do instead. Setting one is an error, so that nobody
/// relies on a value that has no effect.
const RETIRED: &str = "\
body_limit_bytes: remove it: it is BODY_LIMIT_BYTES now, 16 KiB
body_timeout_ms: remove it: it is BODY_TIMEOUT now, 5 s
credential_cache_ms: remove it: it is CREDENTIAL_CACHE now, 500 ms
database_acquire_timeout_ms: remove it: it is a fifth of ACCOUNTS_REQUEST_DEADLINE_MS now
database_query_timeout_ms: remove it: it is half of ACCOUNTS_REQUEST_DEADLINE_MS now
database_wait_seconds: remove it: it is DATABASE_WAIT now, 60 s for the server and `migrate`
docs: remove it: the API reference is always at /docs
forwarded_header: remove it: trusted proxies have to send X-Forwarded-For
head_limit_bytes: remove it: it is HEAD_LIMIT_BYTES now, 32 KiB
head_timeout_ms: remove it: it is HEAD_TIMEOUT now, 20 s and at most a third of ACCOUNTS_IDLE_TIMEOUT_MS
log_format: remove it: the log is text on a terminal and JSON elsewhere
max_connections: remove it: it is MAX_CONNECTIONS now, 4096 where the system has files for as many (ulimit -n)
max_headers: remove it: it is MAX_HEADERS now, 100
max_resets: remove it: it is MAX_RESETS now, 20
max_streams: remove it: it is MAX_STREAMS now, 128
otlp_endpoint: set OTEL_EXPORTER_OTLP_ENDPOINT in the environment instead
rest_limit_bytes: remove it: it is DRAIN_LIMIT_BYTES now, 8 MiB
rest_timeout_ms: remove it: it is DRAIN_TIMEOUT now, 2 s
sandbox_public: set ACCOUNTS_BILLING=public-sandbox instead
stop_timeout_ms: remove it: it is STOP_TIMEOUT now, 15 s
stripe_max_idle_connections: remove it: it is STRIPE_MAX_IDLE_CONNECTIONS now, 256
stripe_max_in_flight: remove it: it is half of ACCOUNTS_MAX_REQUESTS now
stripe_root_certificates_file: set SSL_CERT_FILE in the environment instead
stripe_searches_per_second: remove it: it is STRIPE_SEARCHES_PER_SECOND now, 10
write_timeout_ms: remove it: it is WRITE_TIMEOUT now, 20 s and at most a third of ACCOUNTS_IDLE_TIMEOUT_MS";

/// Each setting that is gone, and what to do instead.
pub(crate) fn retired() -> impl Iterator<Item = (&'static str, &'static str)> {
    RETIRED.lines().filter_map(|row| row.split_once(": "))
}
