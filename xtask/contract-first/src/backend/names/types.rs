use std::collections::{HashMap, HashSet};

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
    let components: HashMap<_, _> = components
        .map(|key| (key.as_str(), names.allocate(convention, key)))
        .collect();
    let named = types.types.iter().enumerate().map(|(id, named)| {
        if hidden.contains(&id) {
            return String::new();
        }
        let component = components.get(named.source.as_str());
        match component.filter(|_| named.declaration_index != usize::MAX) {
            Some(name) => name.clone(),
            None => names.allocate(convention, &named.source),
        }
    });
    named.collect()
}
