//! What every `Billing` has to do, whichever it is: the suite of the port.

mod cases;

pub(crate) use cases::{Provider, all};
