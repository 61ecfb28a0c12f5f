//! The real server with a real issuer that knows nothing of it: keys by JWKS URL and by discovery, their rotation, and the issuer's
//! death and absence. Needs npm packages, so `cargo xtask test tokens` runs it.

mod absence;
mod provider;
mod rotation;
