use accounts::{AccountId, DirectoryError};
use directory::DeletedAccount;

use crate::cli_error::CliError;
use crate::command::confirmation::unconfirmed;
use crate::command::text::counted;
use crate::command::unknown_account::unknown;
use crate::output;
use crate::settings::Settings;
use crate::system::System;

/// Doing it again is fine.
pub(crate) async fn set_disabled(
    system: &System,
    id: AccountId,
    disabled: bool,
) -> Result<String, CliError> {
    match system.database.set_account_disabled(id, disabled).await {
        Ok(_) => Ok(String::new()),
        Err(error @ DirectoryError::NoSuchAccount(_)) => Err(unknown(&error)),
        Err(error) => Err(CliError::of("the account cannot be changed", &error)),
    }
}

pub(crate) async fn delete(
    system: &System,
    settings: &Settings,
    id: AccountId,
    yes: bool,
) -> Result<String, CliError> {
    let deleted = system.database.delete_account(id, yes).await;
    let deleted = deleted.map_err(|error| match error {
        DirectoryError::NoSuchAccount(_) => unknown(&error),
        error => CliError::of("the account cannot be deleted", &error),
    })?;
    let found = holdings(&deleted);
    if !yes {
        let text = format!("account {id} would be deleted, with {found}\n");
        return Err(unconfirmed(&text, "delete it"));
    }
    if let Some(customer) = &deleted.customer {
        output::remark(&format!(
            "customer {customer} stays at Stripe, with its subscriptions, invoices and personal data: cancel and delete it there"
        ));
    } else if !settings.uses_sandbox() {
        output::remark(&format!(
            "no customer was linked to it; where Stripe has one, with the account in its metadata, cancel and delete it there: search \
             for metadata['accountId']:'{id}'"
        ));
    }
    Ok(format!("account {id} was deleted, with {found}\n"))
}

fn holdings(deleted: &DeletedAccount) -> String {
    let mut parts = vec![
        counted(deleted.keys, "key", "keys"),
        counted(deleted.identities, "identity", "identities"),
    ];
    parts.extend(
        deleted
            .customer
            .as_ref()
            .map(|customer| format!("the link to customer {customer}")),
    );
    if deleted.subscriptions > 0 {
        parts.push("its subscription in the sandbox".to_owned());
    }
    parts.join(", ")
}
