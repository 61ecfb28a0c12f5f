-- What customers change and look up in the sandbox's portal.

-- Months are counted from `trial_end` where there is or was a trial, else from `created_at`. With `cancel_at_period_end` = 1 the
-- subscription is not renewed. `card` names one of the sandbox's test cards.
ALTER TABLE sandbox_subscriptions ADD COLUMN trial_end TEXT;
ALTER TABLE sandbox_subscriptions ADD COLUMN cancel_at_period_end BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sandbox_subscriptions ADD COLUMN cancel_reason TEXT;
ALTER TABLE sandbox_subscriptions ADD COLUMN card TEXT NOT NULL DEFAULT 'visa';

-- Numbered from 1 for each account, without gaps. `card` and `paid_at` are of the payment: NULL until there is one.
CREATE TABLE sandbox_invoices (
    account TEXT NOT NULL REFERENCES accounts (id),
    number BIGINT NOT NULL,
    plan TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    created_at TEXT NOT NULL,
    paid_at TEXT,
    card TEXT,
    PRIMARY KEY (account, number)
);
