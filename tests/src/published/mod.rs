//! A stand-in for the published service: what it does with each request, as far as callers can tell.

mod answers;
mod body;
mod credentials;
mod published_service;

pub use published_service::PublishedService;
