//! What happens when the system gives the program little: few files to open, or nobody who takes what it writes.

mod descriptors;
mod server;
mod starting;
mod streams;
