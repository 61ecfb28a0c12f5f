-- What the billing sandbox keeps. Money is in minor units of the currency.

CREATE TABLE sandbox_subscriptions (
    account TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
    plan TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    current_period_end TEXT NOT NULL,
    created_at TEXT NOT NULL
);

-- `token_hash` is of the token in the link, `cookie_hash` of the secret that the first visit swaps it for; until then NULL.
-- `expires_at` moves on with each visit.
CREATE TABLE sandbox_portal_sessions (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    return_url TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    cookie_hash TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE INDEX sandbox_portal_sessions_by_expiry ON sandbox_portal_sessions (expires_at);
