/// The target of spans that are made for traces: they go to a collector, where there is one, and never into the log. Their level is
/// `TRACE`, so that without a collector they are not made at all.
pub const TRACES: &str = "traces";
