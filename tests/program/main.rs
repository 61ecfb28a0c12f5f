//! The program from its command line: what it prints, what it refuses, how it starts and stops, and what it never tells.

mod accounts_and_keys;
mod audit;
mod container;
mod egress;
mod first_run;
mod healthcheck;
mod identities;
mod keys_import;
mod life_cycle;
mod migrate;
mod promises;
mod rolled_secret;
mod sandbox_seed;
mod secret_files;
mod secrets;
mod settings;
mod stopping;
mod store_faults;
mod stripe;
mod two_servers;
