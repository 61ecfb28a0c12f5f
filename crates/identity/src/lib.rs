//! Bearer tokens: JWTs verified against the keys of their issuer.
