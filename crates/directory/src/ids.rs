//! Other services write ids in other forms of a UUID: in upper case, in braces, without hyphens, as a URN.

/// The digits of an `id`, in whichever form it is stored. No index has them: this reads the whole table.
macro_rules! digits_of_id {
    () => {
        "replace(replace(replace(replace(lower(id), 'urn:uuid:', ''), '{', ''), '}', ''), '-', '')"
    };
}
pub(crate) use digits_of_id;

/// The digits of an id; [`digits_of_id`] has the database take them out of what is stored.
pub(crate) fn digits(id: &impl ToString) -> String {
    id.to_string().replace('-', "")
}
