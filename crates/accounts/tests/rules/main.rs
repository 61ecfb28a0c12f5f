//! Which return URLs and which origins are taken.

mod allowed_origin;
mod return_url;
