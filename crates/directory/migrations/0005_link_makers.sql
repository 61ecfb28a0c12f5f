-- Who made the link to a customer of the billing provider: 'manual' or 'automatic'; NULL for those from before this column.
ALTER TABLE account_customers ADD COLUMN made_by TEXT;

-- The account at a billing provider under which links were made first.
CREATE TABLE billing_accounts (
    provider TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    created_at TEXT NOT NULL
);
