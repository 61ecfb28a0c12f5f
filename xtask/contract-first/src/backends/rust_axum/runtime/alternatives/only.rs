/// The alternative that fits, if no other does.
pub(crate) fn only<T>(fitting: impl IntoIterator<Item = Option<T>>) -> Option<T> {
    let mut fitting = fitting.into_iter().flatten();
    fitting.next().filter(|_| fitting.next().is_none())
}
