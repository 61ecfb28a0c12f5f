//! Many clients at a time: well-behaved ones that count what they see, and slow ones.

mod caller;
mod crowd;
mod figures;
mod holding_off;
mod process;
mod slow;

pub use caller::{Broken, Caller, Seen};
pub use crowd::Crowd;
pub use figures::{Figures, millis};
pub use holding_off::{Bounds, HeldOff, hold_off};
pub use process::{limit_open_files, memory, open_files, processor_time, raise_open_files};
pub use slow::{Cut, Slow};
