use crate::validation::Checked;

/// Checks each item of an array.
pub(crate) fn items<T>(values: &[T], check: impl Fn(&T) -> Checked) -> Checked {
    let mut numbered = values.iter().enumerate();
    numbered.try_for_each(|(index, value)| {
        check(value).map_err(|violation| violation.inside(&format!("[{index}]")))
    })
}
