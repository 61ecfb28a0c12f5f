use crate::parameters::{Parameter, violation};
use crate::rejection::Rejection;

/// The items of a list.
pub(crate) fn items<T: Parameter>(name: &str, texts: &[String]) -> Result<Vec<T>, Rejection> {
    let numbered = texts.iter().enumerate();
    let read = numbered.map(|(index, text)| {
        T::read(text).ok_or_else(|| violation(&format!("{name}[{index}]"), T::RULE))
    });
    read.collect()
}
