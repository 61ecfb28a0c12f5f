use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

macro_rules! describe {
    ($($describe:ident $unit:ident { $($name:literal: $text:literal)* })*) => {
        $($($describe!($name, Unit::$unit, $text);)*)*
    };
}

/// Describes every metric, wherever in the program it is recorded.
pub(crate) fn describe_all() {
    describe! {
        describe_counter Count {
            "http_server_requests_total":
                "Requests answered, by operationId (none: probes, pages, unknown paths) and status"
            "http_server_requests_aborted_total": "Requests whose client left before the response, by operationId"
            "http_server_requests_shed_total": "Requests refused at once because too many are in flight (ACCOUNTS_MAX_REQUESTS)"
            "accounts_rate_limited_total":
                "Requests refused with 429, by limit (account_rate: ACCOUNTS_RATE_PER_SECOND; failed_credentials: of one address, ACCOUNTS_FAILED_CREDENTIALS_PER_MINUTE)"
            "accounts_authentications_total":
                "Credentials checked, by kind and outcome (unavailable: could not be checked; rate_limited: too many from the same address failed)"
            "accounts_credentials_refused_total":
                "Requests refused with 401, by kind of credential and cause (unknown: no such key, never made or revoked; no_account: a valid token that leads to none; no_email: its user has no e-mail address)"
            "accounts_key_uses_total":
                "Uses of API keys to be recorded (once in 5 minutes for each key), by outcome (dropped: too many at once)"
            "accounts_log_lines_dropped_total": "Log lines that were dropped because stderr was not read"
            "accounts_cache_lookups_total":
                "Look-ups in a cache, by cache and outcome; waiting for another request's look-up is a hit"
            "billing_portal_sessions_total":
                "Portal sessions requested of the billing provider, by outcome (abandoned: the caller left, or its time was over)"
            "stripe_calls_total":
                "Calls to Stripe, retries not counted, by call and outcome (abandoned: the caller left; paused, circuit_open, search_queue_full: not made)"
            "stripe_objects_skipped_total": "Objects in Stripe's responses that could not be read and were skipped, by call"
            "stripe_retries_total": "Retries of calls to Stripe, by call"
            "stripe_requests_shed_total":
                "Requests refused at once because too many wait for Stripe, by cause (no_slot: this account has its share; displaced: another account had less)"
            "stripe_pauses_total":
                "Times that calls were stopped for a while because Stripe had too many, by call and cause (the limit that Stripe names)"
            "privy_calls_total":
                "Questions to Privy about the e-mail addresses of users, by outcome (paused, circuit_open: not made)"
            "upstream_requests_total":
                "Requests answered by the upstream or in its place, by path (as ACCOUNTS_UPSTREAM_DOCUMENT has it; else other), method and class of the status"
            "upstream_requests_aborted_total": "Requests for the upstream whose client left before the response"
            "upstream_requests_shed_total":
                "Requests for the upstream refused at once because too many are in flight (ACCOUNTS_UPSTREAM_MAX_REQUESTS)"
            "upstream_responses_cut_off_total":
                "Responses of the upstream that ended before they were complete, by cause (client_left; timeout: nothing came; connection_error: it hung up)"
            "bearer_key_fetches_total": "Fetches of the keys of bearer tokens, by outcome"
        }
        describe_gauge Count {
            "accounts_build_info": "1; its labels say what this program is"
            "http_server_active_requests": "Requests that are being answered"
            "http_server_open_connections": "Connections of clients"
            "upstream_active_requests": "Requests on their way to the upstream and back, WebSockets included"
            "accounts_dependency_up":
                "1 while it works, else 0, by dependency (directory, billing, tokens); checked at each scrape"
            "stripe_breaker_open": "1 while Stripe is not called because calls failed in a row, else 0; except searches"
            "stripe_search_breaker_open":
                "1 while no customers are searched for at Stripe because searches failed in a row, else 0"
            "privy_breaker_open": "1 while Privy is not asked because calls failed in a row, else 0"
            "db_client_operations_active":
                "Queries in progress; those in excess of db_client_connections{state=\"used\"} wait for a connection"
            "db_client_connections": "Open connections to the database, by state"
            "db_client_connections_max": "How many connections to the database may be open"
        }
        describe_histogram Seconds {
            "http_server_request_duration_seconds":
                "Time from the head of a request to its response, or until its client left, by operationId"
            "upstream_request_duration_seconds":
                "Time from the head of a request to the head of the upstream's response, by path"
            "stripe_call_duration_seconds":
                "Time of a call to Stripe, including retries and the waits between them, by call"
            "db_client_operation_duration_seconds": "Time of a query, including the wait for a connection, by store"
        }
    }
}
