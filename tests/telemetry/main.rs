//! What the server tells those who run it: metrics, traces, readiness, the doctor; and what it never tells.

mod alerts;
mod collector;
mod doctor;
mod doctor_read_only;
mod documents;
mod guesses;
mod metrics;
mod provider;
mod readiness;
mod rules;
mod secrets;
mod traces;
