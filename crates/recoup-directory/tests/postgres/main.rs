//! The published service's tables on a real PostgreSQL server: with row-level security, for each role, through a pooler.

mod accounts_of_theirs;
mod emails;
mod examined;
mod keys;
mod links;
mod outages;
mod pooled;
mod refused;
mod world;
mod writes;
mod writing_rights;
