//! The rule of a Privy app by itself: which tokens are good, and which e-mail address their user has, whatever Privy's API does.

mod answers;
mod bounds;
mod identity_tokens;
mod tokens;
mod world;
