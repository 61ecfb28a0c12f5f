//! The portal's pages, under `/manage/...`.

mod assets;
mod headers;
mod layout;
mod message;
mod overview;
mod return_link;
mod router;
mod session_cookie;

pub use router::{refusal, router};
