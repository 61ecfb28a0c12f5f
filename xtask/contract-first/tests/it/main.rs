//! The commands, run on copies of a small project and of the checkout itself.

mod bounds;
mod breaking;
mod breaking_bounds;
mod breaking_input;
mod breaking_places;
mod breaking_report;
mod breaking_revision;
mod capability;
mod configuration;
mod constructs;
mod drift;
mod fix;
mod generate;
mod hostile_output;
mod import;
mod import_effect;
mod import_url;
mod invalid_parts;
mod layering;
mod lint;
mod notes;
mod outside;
mod places;
mod python_client;
mod references;
mod support;
