use std::time::Duration;

use egress::{ApiBase, Egress};

use crate::app_id::AppId;
use crate::app_secret::AppSecret;

/// Where Privy's API is, when nothing stands in for it.
pub const PRIVY_API: &str = "https://api.privy.io";

/// What every token of Privy names as its issuer.
pub const PRIVY_ISSUER: &str = "privy.io";

/// How Privy's API is called.
#[derive(Clone, Debug)]
pub struct PrivyOptions {
    /// The id of the app, which its tokens name as their audience.
    pub app_id: AppId,
    /// The secret of the app.
    pub app_secret: AppSecret,
    /// Where the API is.
    pub api_base: ApiBase,
    /// The way there.
    pub egress: Egress,
    /// How long calls take and answers hold.
    pub timing: Timing,
}

/// How long calls take and answers hold.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// How long a look-up may take, the wait for another's included. It ends sooner where the request has less time.
    pub call: Duration,
    /// How long an address is remembered.
    pub found: Duration,
    /// How long it is remembered that a user has none.
    pub none: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            call: Duration::from_secs(5),
            found: Duration::from_secs(5 * 60),
            none: Duration::from_secs(10),
        }
    }
}
