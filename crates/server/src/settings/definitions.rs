use std::net::SocketAddr;
use std::path::PathBuf;

use billing_stripe::SecretKey;
use egress::ApiBase;
use identity::KeyUrl;
use privy::{AppId, AppSecret};
use sql::SchemaName;

use crate::settings::database_url::DatabaseUrl;
use crate::settings::drop_in::{DirectoryKind, DirectoryUrl, Switch};
use crate::settings::key_secret::KeySecret;
use crate::settings::number::{DAY_MS, Milliseconds, Number, Seconds};
use crate::settings::table::settings;
use crate::settings::types::{
    Algorithms, ExactString, LogFilter, Networks, Origins, PortalConfiguration, Provider, PublicUrl,
};

settings! {
    /// Every setting of the server, checked.
    pub(crate) struct Settings {
        Common {
            /// The database: `sqlite:PATH` (created if missing) or `postgres://USER:PASSWORD@HOST/DATABASE`.
            /// A URL with a password cannot be given as a flag.
            database_url: DatabaseUrl = "sqlite:accounts.db";
            /// The secret that API keys are hashed with: at least 32 bytes. Changing it invalidates all keys.
            /// Without it a public development secret is used, on loopback only.
            key_secret: Option<KeySecret> = "";
            /// The previous secret: keys made with it keep working while new ones are made with ACCOUNTS_KEY_SECRET.
            key_secret_previous: Option<KeySecret> = "";
            /// The billing provider. The sandbox has to be public where others can reach it, outside loopback.
            billing: Provider = "sandbox";
        }
        DropIn {
            /// Whose tables accounts and API keys are in: this server's `own`, or those of the published service, `recoup`, which are
            /// read and not written.
            directory: DirectoryKind = "own";
            /// The PostgreSQL database of the published service; may be the one of ACCOUNTS_DATABASE_URL. A URL with a password cannot
            /// be given as a flag.
            directory_url: Option<DirectoryUrl> = "";
            /// The schema of PostgreSQL that this server's own tables are in. Without it `accounts_server` where accounts are those of
            /// the published service, else where the user's search path leads.
            database_schema: Option<SchemaName> = "";
            /// The id of the Privy app whose users are known by their e-mail addresses: a bearer token that is linked to no account
            /// authenticates the one of its user's address, as with the published service.
            privy_app_id: Option<AppId> = "";
            /// The secret of that app. With it Privy is asked for the addresses of users.
            privy_app_secret: Option<AppSecret> = "";
            /// Where Privy's API is; http only on loopback.
            privy_api_base: ApiBase = "https://api.privy.io";
            /// Whether to write when keys of the published service are used: once in 5 minutes for each key.
            directory_last_used: Switch = "off";
            /// Whether `keys create` and `keys revoke` write to the published service's tables.
            directory_keys: Switch = "off";
            /// Whether to create an account in the published service's tables for a user of the Privy app whose e-mail address has none.
            directory_create_accounts: Switch = "off";
        }
        Server {
            /// The address to listen on. Port 0 picks a free port, which the line `Listening on URL` names.
            listen: SocketAddr = "127.0.0.1:8080";
            /// The address under which browsers reach this server; without it, the one that it listens on.
            public_url: Option<PublicUrl> = "";
            /// Origins that `returnUrl` may have, with commas between: `https://app.example.com,https://*.example.com`.
            /// Without it any https URL is accepted.
            return_url_origins: Origins = "";
            /// Networks of the proxies in front, with commas between: their X-Forwarded-For is trusted. Without it a request comes from
            /// whoever connects.
            trusted_proxies: Networks = "";
            /// What is logged: a level, or `info,PART=LEVEL`. Lines are text on a terminal, JSON elsewhere.
            log: LogFilter = "info,sqlx=warn";
            /// Where to serve metrics and the causes of unreadiness, without a password: `GET /metrics` and `GET /readyz`.
            /// Keep it private. Without it no metrics are collected.
            admin_listen: Option<SocketAddr> = "";
        }
        Upstream {
            /// The server that has the rest of the API, https: requests for paths that are not of this server go there as they are.
            /// Without it they get 404.
            upstream: Option<ApiBase> = "";
            /// A file with the OpenAPI document of the rest of the API, in JSON: metrics count requests by its paths.
            upstream_document: Option<PathBuf> = "";
            /// How long nothing may move on the way there and back: before a response and in it, in a request's body, and in a WebSocket.
            upstream_timeout_ms: Milliseconds<1, DAY_MS> = "60000";
            /// Requests there at a time, WebSockets included; excess requests get 503 at once. They do not count for
            /// ACCOUNTS_MAX_REQUESTS.
            upstream_max_requests: Number<1, 65_536> = "1024";
        }
        Bearer {
            /// The issuer of the bearer tokens that are accepted: their `iss`, compared exactly. Without it none are.
            /// If it is a URL, its keys are found by OpenID Connect Discovery where no other setting names them.
            bearer_issuer: Option<ExactString> = "";
            /// The audience of the tokens: their `aud`, or one of them.
            bearer_audience: Option<ExactString> = "";
            /// Where the issuer publishes its keys: a JWKS by https. They are fetched ahead of need and kept while it does not answer.
            bearer_jwks_url: Option<KeyUrl> = "";
            /// A file with the issuer's keys: a JWKS.
            bearer_jwks_file: Option<PathBuf> = "";
            /// A file with the issuer's one public key: PEM, `-----BEGIN PUBLIC KEY-----`.
            bearer_public_key_file: Option<PathBuf> = "";
            /// How tokens may be signed: any of ES256, RS256, EdDSA, with commas between.
            bearer_algorithms: Algorithms = "ES256";
            /// The claim that holds the id of the account. A token without it, like any token without this setting, authenticates the
            /// account that its issuer and subject are linked to.
            bearer_account_claim: Option<ExactString> = "";
            /// How far the issuer's clock may be from ours, 0 to 300.
            bearer_leeway_seconds: Seconds<0, 300> = "0";
        }
        Stripe {
            /// The secret key of the business's Stripe account: `sk_test_...`, `sk_live_...` or a restricted `rk_...`.
            stripe_secret_key: Option<SecretKey> = "";
            /// Where Stripe's API is; http only on loopback.
            stripe_api_base: ApiBase = "https://api.stripe.com";
            /// The portal configuration to use, `bpc_...`. Without it Stripe uses the account's default.
            stripe_portal_configuration: Option<PortalConfiguration> = "";
            /// How long a live subscription is cached, at most 300; 0 asks Stripe each time.
            stripe_subscription_cache_seconds: Seconds<0, 300> = "30";
        }
        Limits {
            /// Requests at a time; excess requests get 503 at once. Half of them may wait for Stripe.
            max_requests: Number<1, { u32::MAX }> = "2048";
            /// Requests a second of one account, for each server; excess requests get 429. Without it 5 with Stripe, else no limit.
            rate_per_second: Option<Number<1, 1_000_000>> = "";
            /// Requests of one account that may come at once after a pause. Without it 20 where there is a limit.
            rate_burst: Option<Number<1, 1_000_000>> = "";
            /// How many keys and tokens from one address (of IPv6, one /64 network) may be refused in a minute; further failures get
            /// 429. Keys that worked before are not affected. 0 for any number.
            failed_credentials_per_minute: Number<0, 1_000_000> = "60";
            /// The time for a whole request, after its head. A query of the database gets half of it.
            request_deadline_ms: Milliseconds<1, DAY_MS> = "10000";
            /// How long a connection stays open between two requests: longer than a proxy in front keeps it. A response has to be taken
            /// within it, too.
            idle_timeout_ms: Milliseconds<1, DAY_MS> = "75000";
            /// How long the server continues as before when it is stopped, except that /readyz says 503, so that a load balancer
            /// notices. 5000 is usual behind one. 0 to 600000.
            stop_delay_ms: Milliseconds<0, 600_000> = "0";
            /// Connections to the database at a time, for each server; more queries wait for a free one.
            database_max_connections: Number<1, 1000> = "8";
        }
    }
}
