use crate::settings::definitions::Settings;
use crate::settings::key_secret::KeySecret;

/// What is legal, and still worth a warning.
impl Settings {
    /// By every command.
    pub(crate) fn common_warnings(&self) -> Vec<String> {
        let mut warnings = self.source_warnings.clone();
        let mut warn_if = |is_so: bool, text: &str| warnings.extend(is_so.then(|| text.to_owned()));
        warn_if(
            self.key_secret.is_none(),
            "ACCOUNTS_KEY_SECRET is not set: keys are hashed with a public development secret, and will stop working once you set your \
             own",
        );
        let short = self.key_secret.as_ref().and_then(KeySecret::short_length);
        if let Some(length) = short {
            warnings.push(format!(
                "ACCOUNTS_KEY_SECRET has {length} bytes: whoever reads the hashes can find such a secret by trying, and the keys with it"
            ));
        }
        let mut warn_if = |is_so: bool, text: &str| warnings.extend(is_so.then(|| text.to_owned()));
        let live = self
            .stripe_secret_key
            .as_ref()
            .is_some_and(|key| key.is_live());
        warn_if(
            live && self.uses_sandbox(),
            "ACCOUNTS_STRIPE_SECRET_KEY is a live key, but ACCOUNTS_BILLING is not stripe: Stripe is not called",
        );
        warnings
    }

    /// When the server starts.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let mut warnings = self.common_warnings();
        let mut warn_if = |is_so: bool, text: &str| warnings.extend(is_so.then(|| text.to_owned()));
        warn_if(
            self.return_url_origins.0.is_empty() && !self.uses_sandbox(),
            "ACCOUNTS_RETURN_URL_ORIGINS is not set: customers can be sent back to any https address",
        );
        warn_if(
            self.public_url
                .as_ref()
                .is_some_and(|url| url.is_in_clear()),
            "ACCOUNTS_PUBLIC_URL is http, not https: links to the portal, which open it for whoever has them, cross the network in clear",
        );
        warn_if(
            self.database_url.may_be_in_clear(),
            "ACCOUNTS_DATABASE_URL names another machine and asks for no TLS: add sslmode=verify-full",
        );
        warn_if(
            self.directory_url
                .as_ref()
                .is_some_and(|url| url.0.may_be_in_clear()),
            "ACCOUNTS_DIRECTORY_URL names another machine and asks for no TLS: add sslmode=verify-full",
        );
        let admin = self.admin_listen.map(|admin| admin.ip().to_canonical());
        warn_if(
            admin.is_some_and(|admin| !admin.is_loopback()),
            "ACCOUNTS_ADMIN_LISTEN is outside loopback: whoever reaches it reads the metrics; allow only the monitoring to connect",
        );
        let everywhere = self.listen.ip().is_unspecified();
        warn_if(
            self.uses_sandbox() && self.public_url.is_none() && everywhere,
            "ACCOUNTS_PUBLIC_URL is not set: links to the portal work on this machine only",
        );
        warnings
    }
}
