use accounts::EmailAddress;
use serde_json::Value;

/// The linked account of the type `email` has something as its address that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address of the linked e-mail account is not an e-mail address")]
pub(crate) struct InvalidAddress;

/// The address of the first linked account of the type `email`, which decides alone. Accounts of other types may have any form.
pub(crate) fn first_email(accounts: &[Value]) -> Result<Option<EmailAddress>, InvalidAddress> {
    let is_email = |account: &&Value| account["type"] == "email";
    match accounts
        .iter()
        .find(is_email)
        .map(|email| &email["address"])
    {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => EmailAddress::of(text).map(Some).ok_or(InvalidAddress),
        Some(_) => Err(InvalidAddress),
    }
}

#[cfg(test)]
mod tests;
