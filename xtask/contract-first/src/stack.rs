//! Runs deep recursion on a large stack.

use std::panic::resume_unwind;
use std::thread;

/// Stack size of the worker thread: enough for what the limits of the reader and of the checked contract allow, in a build without
/// optimisation. Memory is taken as it is used.
pub const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Does `work` where the stack is large enough for every document that the limits let through.
pub fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .expect("a thread can be started");
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}
