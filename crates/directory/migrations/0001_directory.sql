-- Times are RFC 3339 in UTC, with six decimals where we wrote them, so that text order is time order.
-- The columns of account_api_keys are those of the published service; `hint` is ours.

CREATE TABLE accounts (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE account_api_keys (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    hint TEXT,
    created_at TEXT NOT NULL,
    last_used TEXT,
    expires_at TEXT
);

CREATE INDEX account_api_keys_by_account ON account_api_keys (account, created_at);
