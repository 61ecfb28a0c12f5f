//! The bookshop over real sockets.

mod answers;
mod body;
mod choices;
mod constraints;
mod fields;
mod formats;
mod framing;
mod head;
mod ids;
mod items;
mod media;
mod methods;
mod numbers;
mod objects;
mod parameters;
mod paths;
mod sample;
mod sample_parameters;
mod security;
mod server;
mod streams;
mod styles;
mod values;
