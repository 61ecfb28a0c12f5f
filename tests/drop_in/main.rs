//! The real server on the published service's tables: a PostgreSQL database with exactly those, 10,000 rows in each, and row-level
//! security.

mod commands;
mod doctor;
mod documented;
mod outages;
mod pooled;
mod privy_app;
mod privy_faults;
mod privy_start;
mod privy_users;
mod refused;
mod serving;
mod world;
mod writes;
