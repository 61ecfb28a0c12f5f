//! The bookshop over real sockets.

mod answers;
mod body;
mod choices;
mod constraints;
mod media;
mod methods;
mod objects;
mod parameters;
mod sample;
mod sample_parameters;
mod security;
mod server;
mod values;
