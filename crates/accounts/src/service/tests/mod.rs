//! The service over mocked ports, through the generated router.

mod asked;
mod billing;
mod credentials;
mod directory;
mod tokens;
