use std::collections::{HashMap, HashSet};

use accounts::DirectoryError;
use sql::Transaction;

use crate::audit_action::AuditAction;
use crate::audit_entry::AuditEntry;
use crate::bulk::record::{
    AccountRecord, CustomerRecord, IdentityRecord, KeyRecord, Record, Totals,
};
use crate::bulk::row::Row;
use crate::bulk::statement;
use crate::database::Database;
use crate::ids::digits;
use crate::query_error::QueryError;

/// How often a batch is tried when others write the same rows at the same time.
const MAX_ATTEMPTS: usize = 5;

/// Records with the lines that they are from, in that order.
#[derive(Debug, Default)]
pub struct Batch {
    /// The first and the last of the lines.
    lines: Option<(u64, u64)>,
    accounts: Vec<(u64, AccountRecord)>,
    keys: Vec<(u64, KeyRecord)>,
    identities: Vec<(u64, IdentityRecord)>,
    customers: Vec<(u64, CustomerRecord)>,
}

impl Batch {
    /// Adds the record of a later line; it has to be [checked](Record::checked).
    pub fn push(&mut self, line: u64, record: Record) {
        let (first, _) = self.lines.unwrap_or((line, line));
        self.lines = Some((first, line));
        match record {
            Record::Account(account) => self.accounts.push((line, account)),
            Record::Key(key) => self.keys.push((line, key)),
            Record::Identity(identity) => self.identities.push((line, identity)),
            Record::Customer(customer) => self.customers.push((line, customer)),
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.accounts.len() + self.keys.len() + self.identities.len() + self.customers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was stored.
    pub added: Totals,
    /// How many records were there already.
    pub equal: u64,
    /// Lines whose records were not stored, each with the reason.
    pub refused: Vec<(u64, String)>,
}

impl Database {
    /// Stores the records of a batch in one transaction. What is there already stays as it is: it is not stored again where it is the
    /// same, and refused where it is not. So is what names an account that neither exists nor has an earlier line, and a key that was
    /// revoked here. What is stored is in the audit log, by one entry.
    ///
    /// # Errors
    /// The database cannot be written; then nothing of the batch is stored.
    pub async fn import(&self, batch: &Batch) -> Result<Imported, DirectoryError> {
        for _ in 0..MAX_ATTEMPTS {
            let import = async {
                let mut transaction = self.pool().begin().await?;
                let imported = import(&mut transaction, batch).await?;
                if let Some(imported) = &imported {
                    let entry = audit_entry(batch, imported.added);
                    self.audit(&mut transaction, entry.as_slice()).await?;
                    transaction.commit().await?;
                }
                Ok(imported)
            };
            match self.bounded(import).await {
                Ok(Some(imported)) => return Ok(imported),
                Ok(None) => {}
                // An account was deleted since it was looked for.
                Err(QueryError::Query(error)) if error.is_foreign_key_violation() => {}
                Err(error) => return Err(error.into()),
            }
        }
        let error =
            "others write the same records at the same time; run it again when they are done";
        Err(DirectoryError::Unavailable(error.into()))
    }
}

/// What the audit log says of a batch that stored something.
fn audit_entry(batch: &Batch, added: Totals) -> Option<AuditEntry> {
    let (first, last) = batch.lines.filter(|_| added.all() > 0)?;
    let entry = AuditEntry::of(AuditAction::AccountImport);
    Some(entry.with_detail(format_args!("of lines {first} to {last}: {added}")))
}

/// `None` when another program wrote one of the records since they were looked for.
async fn import(transaction: &mut Transaction, batch: &Batch) -> sqlx::Result<Option<Imported>> {
    let mut imported = Imported::default();
    let mut known = KnownAccounts::default();
    let Some(accounts) = add(transaction, &batch.accounts, &known, &mut imported).await? else {
        return Ok(None);
    };
    imported.added.accounts = accounts.len() as u64;
    known.first_lines = accounts
        .into_iter()
        .map(|(line, account)| (&*account.id, line))
        .collect();
    known.look_up(transaction, batch).await?;
    let Some(keys) = add(transaction, &batch.keys, &known, &mut imported).await? else {
        return Ok(None);
    };
    let Some(identities) = add(transaction, &batch.identities, &known, &mut imported).await? else {
        return Ok(None);
    };
    let Some(customers) = add(transaction, &batch.customers, &known, &mut imported).await? else {
        return Ok(None);
    };
    imported.added.keys = keys.len() as u64;
    imported.added.identities = identities.len() as u64;
    imported.added.customers = customers.len() as u64;
    imported.refused.sort_unstable();
    Ok(Some(imported))
}

/// The accounts that the records of a batch may name.
#[derive(Default)]
struct KnownAccounts<'b> {
    existing: HashSet<String>,
    /// Those of the batch itself: what names one has to come behind it, or the result would depend on where a batch ends.
    first_lines: HashMap<&'b str, u64>,
}

impl KnownAccounts<'_> {
    async fn look_up(&mut self, transaction: &mut Transaction, batch: &Batch) -> sqlx::Result<()> {
        let keys = batch.keys.iter().filter_map(|(_, row)| row.account());
        let identities = batch.identities.iter().filter_map(|(_, row)| row.account());
        let customers = batch.customers.iter().filter_map(|(_, row)| row.account());
        let named: HashSet<_> = keys.chain(identities).chain(customers).collect();
        let named: Vec<_> = named.into_iter().collect();
        self.existing = statement::existing(transaction, "accounts", &named).await?;
        Ok(())
    }

    fn contain(&self, id: &str, line: u64) -> bool {
        let first = self.first_lines.get(id);
        self.existing.contains(id) && first.is_none_or(|first| *first < line)
    }
}

/// Stores the rows of one kind. Returns them, or `None` as [`import`].
async fn add<'b, R: Row>(
    transaction: &mut Transaction,
    rows: &'b [(u64, R)],
    known: &KnownAccounts<'_>,
    imported: &mut Imported,
) -> sqlx::Result<Option<Vec<(u64, &'b R)>>> {
    let stored = statement::sharing_names(transaction, rows).await?;
    // Later than what is stored: a key that is revoked meanwhile is found in one of the two.
    let ended = statement::ended_keys(transaction, rows).await?;
    let as_we_write = |row: R| row.clone().checked().unwrap_or(row);
    let stored: Vec<_> = stored.into_iter().map(as_we_write).collect();
    let mut by_name: HashMap<String, (Option<u64>, &R)> = HashMap::new();
    for row in &stored {
        by_name.extend(row.names().into_iter().map(|name| (name, (None, row))));
    }
    let mut new = Vec::new();
    for (line, row) in rows {
        let names = row.names();
        if let Some((place, other)) = names.iter().find_map(|name| by_name.get(name)) {
            match row.differences(other).as_slice() {
                [] => imported.equal += 1,
                columns => imported
                    .refused
                    .push((*line, conflict::<R>(*place, columns))),
            }
            continue;
        }
        let missing = row
            .account()
            .filter(|account| !known.contain(account, *line));
        let reason = match missing {
            Some(account) => format!("there is no account {account}; its line has to come first"),
            None if row.key_id().is_some_and(|id| ended.contains(&digits(&id))) => {
                "the key was revoked here, and is not stored again".to_owned()
            }
            None => {
                by_name.extend(names.into_iter().map(|name| (name, (Some(*line), row))));
                new.push((*line, row));
                continue;
            }
        };
        imported.refused.push((*line, reason));
    }
    let inserts: Vec<_> = new.iter().map(|(_, row)| *row).collect();
    let inserted = statement::insert(transaction, &inserts).await?;
    Ok((inserted == new.len()).then_some(new))
}

fn conflict<R: Row>(place: Option<u64>, columns: &[&str]) -> String {
    let (name, columns) = (R::NAME, columns.join(", "));
    match place {
        None => {
            format!("the same {name} is in the database with another {columns}, and stays as it is")
        }
        Some(line) => format!("the same {name} is in line {line} with another {columns}"),
    }
}
