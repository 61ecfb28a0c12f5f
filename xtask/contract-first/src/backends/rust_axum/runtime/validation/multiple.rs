/// Whether a number is a whole multiple of a step, but for what binary fractions lose.
pub(crate) fn is_multiple(value: f64, step: f64) -> bool {
    let count = value / step;
    (count - count.round()).abs() <= 1e-9 * count.abs().max(1.0)
}
