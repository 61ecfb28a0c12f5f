-- Who may act for an account under a bearer token, in the words of the token's issuer.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX identities_by_account ON identities (account, created_at);

-- Which customer of the billing provider an account was last known to be.
CREATE TABLE account_customers (
    account TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
    customer TEXT NOT NULL,
    created_at TEXT NOT NULL
);
