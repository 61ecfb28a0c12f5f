use std::time::Duration;

/// How long a server remembers a credential.
const CREDENTIAL_CACHE: Duration = Duration::from_millis(500);

/// Waits until no server remembers a credential from before.
pub async fn credentials_are_forgotten() {
    tokio::time::sleep(CREDENTIAL_CACHE).await;
}
