-- What was changed, by whom; written in the transaction of the change. `id` is a UUID of version 7: the order of ids is the order of
-- time. `operator` is NULL where the program did it by itself. `account` references nothing: entries outlive their accounts.
CREATE TABLE audit_log (
    id TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    operator TEXT,
    action TEXT NOT NULL,
    account TEXT,
    subject TEXT,
    detail TEXT
);

CREATE INDEX audit_log_by_time ON audit_log (at);
CREATE INDEX audit_log_by_account ON audit_log (account, id);

-- Since when the account's credentials are refused; NULL while they are accepted.
ALTER TABLE accounts ADD COLUMN disabled_at TEXT;

-- Keys that were revoked, or removed at the end of a roll, without their hashes; `id` is 32 digits, whatever form it had. A table of its own: earlier versions accept whatever is
-- in account_api_keys.
CREATE TABLE ended_api_keys (
    id TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    hint TEXT,
    created_at TEXT NOT NULL,
    last_used TEXT,
    expires_at TEXT,
    ended_at TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE INDEX ended_api_keys_by_id ON ended_api_keys (id);
CREATE INDEX ended_api_keys_by_account ON ended_api_keys (account, created_at);
CREATE INDEX ended_api_keys_by_time ON ended_api_keys (ended_at);
