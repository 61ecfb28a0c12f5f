//! Bearer tokens at the whole server: each forged or broken one is refused alike, and each good one opens its account.

mod accepted;
mod bearer;
mod disabled;
mod forged;
mod forging;
mod online;
mod settings;
