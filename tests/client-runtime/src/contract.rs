//! What a template writes for a contract: the runtime reads it.

use crate::basic::basic;
use crate::scheme::Scheme;

pub(crate) const USER_AGENT: &str = "shop-client-rust/1.2.3";
pub(crate) const BASE_URL_VARIABLE: &str = "SHOP_BASE_URL";
pub(crate) const BASE_URL: Option<&str> = None;

pub(crate) static API_KEY: Scheme = Scheme {
    option: "api_key",
    variable: "SHOP_API_KEY",
    apply: |call, secret| call.secret_header("x-api-key", secret),
};
pub(crate) static BASIC: Scheme = Scheme {
    option: "basic",
    variable: "SHOP_BASIC",
    apply: |call, secret| call.secret_header("authorization", &basic(secret)),
};
pub(crate) static SESSION: Scheme = Scheme {
    option: "session",
    variable: "SHOP_SESSION",
    apply: |call, secret| call.cookie("session", secret),
};
pub(crate) static SIGNATURE: Scheme = Scheme {
    option: "signature",
    variable: "SHOP_SIGNATURE",
    apply: |call, secret| call.query_value("signature", secret),
};
pub(crate) static SCHEMES: &[&Scheme] = &[&API_KEY, &BASIC, &SESSION, &SIGNATURE];
pub(crate) static EXCLUSIVE: &[(&Scheme, &Scheme)] = &[(&API_KEY, &BASIC)];
