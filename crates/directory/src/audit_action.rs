use std::fmt;
use std::str::FromStr;

macro_rules! actions {
    ($($(#[$doc:meta])+ $action:ident = $name:literal,)+) => {
        /// What a change did.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AuditAction {
            $($(#[$doc])+ $action,)+
        }

        impl AuditAction {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$action,)+];

            /// Its name: what it was done to, and what was done.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$action => $name,)+
                }
            }
        }
    };
}

actions! {
    /// An account was created.
    AccountCreate = "account.create",
    /// An account was given a subscription of the sandbox.
    AccountSubscribe = "account.subscribe",
    /// The credentials of an account are refused from now on.
    AccountDisable = "account.disable",
    /// They are accepted again.
    AccountEnable = "account.enable",
    /// An account was deleted with all that belonged to it.
    AccountDelete = "account.delete",
    /// Accounts, and what belongs to them, were brought over from a file: one entry for each batch.
    AccountImport = "account.import",
    /// A key was created.
    KeyCreate = "key.create",
    /// A key was brought over by its hash.
    KeyImport = "key.import",
    /// The expiry of a key was changed.
    KeyExpire = "key.expire",
    /// A key was revoked.
    KeyRevoke = "key.revoke",
    /// A key was removed because it had no hash under the new secret when the roll ended.
    KeyRemove = "key.remove",
    /// The roll of the keys' secret ended.
    SecretFinishRoll = "secret.finish-roll",
    /// An identity was linked to an account.
    IdentityLink = "identity.link",
    /// The link of an identity was removed.
    IdentityUnlink = "identity.unlink",
    /// An account was linked to a customer of the billing provider.
    CustomerLink = "customer.link",
    /// The link to a customer was removed.
    CustomerUnlink = "customer.unlink",
    /// Old entries of the audit log were removed.
    AuditPrune = "audit.prune",
}

impl fmt::Display for AuditAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such action")]
pub struct UnknownAuditAction;

impl FromStr for AuditAction {
    type Err = UnknownAuditAction;

    fn from_str(text: &str) -> Result<Self, UnknownAuditAction> {
        let action = Self::ALL.iter().find(|action| action.as_str() == text);
        action.copied().ok_or(UnknownAuditAction)
    }
}
