//! A PostgreSQL server that is down, slow, full or not ours, and the real service in front of it: what callers get then, and how it
//! comes back.

mod away;
mod full;
mod slow;
mod start;
mod world;
