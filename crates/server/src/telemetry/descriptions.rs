use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// What each number means, wherever in the program it is counted.
const COUNTERS: [(&str, &str); 14] = [
    (
        "http_server_requests_total",
        "Requests answered, by operationId (none: probes, pages, unknown paths) and status",
    ),
    (
        "http_server_requests_aborted_total",
        "Requests whose client left before the answer, by operationId",
    ),
    (
        "http_server_requests_shed_total",
        "Requests refused at once because as many are in flight as may (ACCOUNTS_MAX_REQUESTS)",
    ),
    (
        "accounts_rate_limited_total",
        "Requests refused with 429 because their account makes too many (ACCOUNTS_RATE_PER_SECOND)",
    ),
    (
        "accounts_authentications_total",
        "Credentials looked at, by kind and outcome (unavailable: nobody could tell; rate_limited: too many of the same address failed)",
    ),
    (
        "accounts_key_uses_total",
        "Uses of API keys that were to be noted (once in 5 minutes for each key), by outcome (dropped: too many at once)",
    ),
    (
        "accounts_log_lines_dropped_total",
        "Log lines that were dropped because stderr was not read",
    ),
    (
        "accounts_cache_lookups_total",
        "Look-ups in a cache, by cache and outcome; who waits for another's look-up is a hit",
    ),
    (
        "billing_portal_sessions_total",
        "Portal sessions asked of the billing provider, by outcome (abandoned: the caller left, or its time was over)",
    ),
    (
        "stripe_calls_total",
        "Calls to Stripe, retries not counted, by call and outcome (abandoned: the caller left; paused, resting, no_turn: not made)",
    ),
    (
        "stripe_objects_skipped_total",
        "Objects in Stripe's answers that could not be read and were passed over, by call",
    ),
    (
        "stripe_retries_total",
        "Further tries of calls to Stripe, by call",
    ),
    (
        "stripe_requests_shed_total",
        "Requests refused at once because as many wait for Stripe as may, of all accounts or of this one",
    ),
    (
        "bearer_key_fetches_total",
        "Fetches of the keys of bearer tokens, by outcome",
    ),
];

const GAUGES: [(&str, &str); 9] = [
    (
        "accounts_build_info",
        "1; its labels say what this program is",
    ),
    (
        "http_server_active_requests",
        "Requests that are being answered",
    ),
    ("http_server_open_connections", "Connections of clients"),
    (
        "accounts_dependency_up",
        "1 while it works, else 0, by dependency (directory, billing, tokens); asked at each scrape",
    ),
    (
        "stripe_breaker_open",
        "1 while Stripe is left alone because calls failed in a row, else 0; searches aside",
    ),
    (
        "stripe_search_breaker_open",
        "1 while no customers are searched for at Stripe because searches failed in a row, else 0",
    ),
    (
        "db_client_operations_active",
        "Queries under way; those beyond db_client_connections{state=\"used\"} wait for a connection",
    ),
    (
        "db_client_connections",
        "Open connections to the database, by state",
    ),
    (
        "db_client_connections_max",
        "Most connections to the database that may be open",
    ),
];

const HISTOGRAMS: [(&str, &str); 3] = [
    (
        "http_server_request_duration_seconds",
        "Time from the head of a request to its answer, or until its client left, by operationId",
    ),
    (
        "stripe_call_duration_seconds",
        "Time of a call to Stripe, retries and waits between them included, by call",
    ),
    (
        "db_client_operation_duration_seconds",
        "Time of a query, the wait for a connection included, by store",
    ),
];

/// Tells the recorder what each number means.
pub(crate) fn describe() {
    for (name, text) in COUNTERS {
        describe_counter!(name, Unit::Count, text);
    }
    for (name, text) in GAUGES {
        describe_gauge!(name, Unit::Count, text);
    }
    for (name, text) in HISTOGRAMS {
        describe_histogram!(name, Unit::Seconds, text);
    }
}
