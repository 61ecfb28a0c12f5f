//! Stripe as the tests need it: a fake that answers as told and remembers what it was asked, a proxy that spoils connections, and
//! certificates good and bad.

mod authority;
mod background;
mod billed;
mod fake;
mod proxy;
mod reply;
mod request;
mod serve;
mod toxic;
mod tunnel;
mod world;

pub(crate) use background::Background;
pub(crate) use serve::{Fake, accept};

pub use authority::{Authority, Certificate};
pub use billed::Billed;
pub use fake::{Call, FakeStripe};
pub use proxy::FaultProxy;
pub use reply::Reply;
pub use request::Request;
pub use toxic::Toxic;
pub use tunnel::Tunnel;
pub use world::Subscription;
