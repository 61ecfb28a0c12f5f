use std::collections::HashSet;

use super::{Convention, NameAllocator};
use crate::model::TypeRegistry;

/// The names of all types in a language, by their index. Those of `components.schemas` choose first, used or not: so they are the same in
/// every package. Those that are hidden have no name.
pub fn type_names(
    (types, hidden): (&TypeRegistry, &HashSet<usize>),
    names: &mut NameAllocator,
    convention: &Convention,
) -> Vec<String> {
    let components = types.components.iter();
    let components: Vec<_> = components
        .map(|source| (source, names.allocate(convention, source)))
        .collect();
    let named = types.types.iter().enumerate().map(|(id, named)| {
        if hidden.contains(&id) {
            return String::new();
        }
        match components.get(named.declaration_index) {
            // Another form of it has a source of its own.
            Some((source, name)) if **source == named.source => name.clone(),
            _ => names.allocate(convention, &named.source),
        }
    });
    named.collect()
}
