use crate::access::{Access, Command};
use crate::column;
use crate::table::Table;

/// What is done with the published service's tables, beyond reading accounts and keys: nothing, where nothing is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecoupUse {
    /// Accounts are looked up by e-mail address.
    pub emails: bool,
    /// The times at which keys are used are written.
    pub last_used: bool,
    /// Keys are created and deleted.
    pub keys: bool,
    /// An account is created for an e-mail address that has none.
    pub create_accounts: bool,
}

impl RecoupUse {
    /// All that the user has to be allowed for it.
    pub(crate) fn accesses(self) -> Vec<Access> {
        use Command::{Delete, Insert, Select, Update};
        let all = [
            (true, Select, Table::Accounts, column::ACCOUNTS),
            (true, Select, Table::ApiKeys, column::API_KEYS),
            (self.emails, Select, Table::Emails, column::EMAILS),
            (self.last_used, Update, Table::ApiKeys, column::LAST_USED),
            (self.keys, Insert, Table::ApiKeys, column::NEW_API_KEYS),
            (self.keys, Delete, Table::ApiKeys, column::ROW),
            (
                self.create_accounts,
                Insert,
                Table::Accounts,
                column::NEW_ACCOUNTS,
            ),
            (
                self.create_accounts,
                Insert,
                Table::Emails,
                column::NEW_EMAILS,
            ),
        ];
        let used = all.into_iter().filter(|(is_used, ..)| *is_used);
        let access = |(_, command, table, columns)| Access {
            table,
            command,
            columns,
        };
        used.map(access).collect()
    }

    /// Whether anything is written.
    pub(crate) fn writes(self) -> bool {
        self.last_used || self.keys || self.create_accounts
    }
}
