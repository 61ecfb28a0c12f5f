-- While the secret of the keys is rolled, `key_hash` is under the secret before and `rolled_hash` under the one to come, from when
-- the key is first used. `key_hash_secret` and `rolled_hash_secret` are the fingerprints of these secrets; NULL where that is not known.
ALTER TABLE account_api_keys ADD COLUMN key_hash_secret TEXT;
ALTER TABLE account_api_keys ADD COLUMN rolled_hash TEXT;
ALTER TABLE account_api_keys ADD COLUMN rolled_hash_secret TEXT;

CREATE INDEX account_api_keys_by_rolled_hash ON account_api_keys (rolled_hash);

-- The fingerprint of the secret in use, by what the secret is for: 'api_keys'.
CREATE TABLE secret_fingerprints (
    name TEXT PRIMARY KEY NOT NULL,
    fingerprint TEXT NOT NULL,
    created_at TEXT NOT NULL
);

-- Lists of accounts are read page by page, oldest first.
CREATE INDEX accounts_by_creation ON accounts (created_at, id);
