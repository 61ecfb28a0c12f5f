/// The proxy cannot be used. Its URL is not repeated: there may be a password in it.
#[derive(Debug, thiserror::Error)]
#[error(
    "{variable} is no URL of a proxy: write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with special characters percent-encoded"
)]
pub struct InvalidProxy {
    /// The variable of the environment.
    pub variable: &'static str,
}
