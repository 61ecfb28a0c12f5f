use std::error::Error;

use tokio::time::Instant;

use crate::api::Api;
use crate::options::PrivyOptions;
use crate::privy::PrivyError;

/// A user that does not exist: whoever may ask for users learns that there is none.
const NOBODY: &str = "did:privy:cl00000000000000000nobody";

/// Asks Privy whether it knows the app and its secret. Changes nothing.
///
/// # Errors
/// Privy did not answer in time, or refuses.
pub async fn check(options: &PrivyOptions) -> Result<(), Box<dyn Error + Send + Sync>> {
    let api = Api::new(options).map_err(PrivyError)?;
    let end = Instant::now() + options.timing.call;
    api.email(NOBODY, end).await?;
    Ok(())
}
