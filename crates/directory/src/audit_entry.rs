use accounts::{AccountId, CustomerId, Identity, KeyId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::audit_action::AuditAction;

/// An entry of the audit log, to be written: who did it and when is added there. Never a secret or a hash, nor what an account or a key
/// is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// What was done.
    pub action: AuditAction,
    /// The account that it was done to, or to something of which.
    pub account: Option<AccountId>,
    /// What it was done to, where that is not the account itself: the id of a key or a customer, or an identity.
    pub subject: Option<String>,
    /// What else says what was done, such as an expiry.
    pub detail: Option<String>,
}

impl AuditEntry {
    /// Something that was done to no account in particular.
    pub fn of(action: AuditAction) -> Self {
        Self {
            action,
            account: None,
            subject: None,
            detail: None,
        }
    }

    /// Something that was done to an account; `None` for one whose stored id is unreadable.
    pub fn on_account(action: AuditAction, account: impl Into<Option<AccountId>>) -> Self {
        Self {
            account: account.into(),
            ..Self::of(action)
        }
    }

    /// Something that was done to a key of an account.
    pub fn on_key(action: AuditAction, account: impl Into<Option<AccountId>>, key: KeyId) -> Self {
        Self::on_account(action, account).with_subject(key)
    }

    /// Something that was done to the link of an identity.
    pub fn on_identity(
        action: AuditAction,
        account: impl Into<Option<AccountId>>,
        identity: &Identity,
    ) -> Self {
        let Identity { issuer, subject } = identity;
        Self::on_account(action, account).with_subject(format_args!("{subject} of {issuer}"))
    }

    /// Something that was done to the link to a customer.
    pub fn on_customer(action: AuditAction, account: AccountId, customer: &CustomerId) -> Self {
        Self::on_account(action, account).with_subject(customer)
    }

    /// With what it was done to.
    pub fn with_subject(self, subject: impl ToString) -> Self {
        Self {
            subject: Some(subject.to_string()),
            ..self
        }
    }

    /// With what else says what was done.
    pub fn with_detail(self, detail: impl ToString) -> Self {
        Self {
            detail: Some(detail.to_string()),
            ..self
        }
    }
}

/// An entry of the audit log as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Names the entry; a list continues after it.
    pub id: Uuid,
    /// When it was done, as stored (RFC 3339, UTC).
    pub at: String,
    /// Who did it; `None` for the program itself.
    pub operator: Option<String>,
    /// What was done, as stored: a later version may do more.
    pub action: String,
    /// The account, as stored.
    pub account: Option<String>,
    /// What it was done to.
    pub subject: Option<String>,
    /// What else says what was done.
    pub detail: Option<String>,
}

/// Which entries of the audit log are listed; all of them by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Those that come after this one.
    pub after: Option<Uuid>,
    /// Those of this account.
    pub account: Option<AccountId>,
    /// Those of this action.
    pub action: Option<AuditAction>,
    /// Those not older than this.
    pub since: Option<Timestamp>,
}
