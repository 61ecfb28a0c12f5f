//! `not` where it says which types are left.

use super::alternative::Shape;
use super::conjunct::Conjunct;
use super::opaque::OpaqueKind;
use super::types::ValueTypes;

/// The rules, with the types that `not` refuses taken away.
pub fn without_refused(own: Conjunct, refused: Option<&Shape>) -> Conjunct {
    let Some(refused) = refused else {
        return own;
    };
    let apart = refused.types().and(own.types.value).is_empty();
    let whole_types = refused.alternatives.iter().all(|alternative| {
        let mut rules = (*alternative.rules).clone();
        rules.types.value = ValueTypes::ALL;
        // Of integers, to refuse the integers is to refuse all.
        if own.number.integer.is_some() {
            rules.number.integer = None;
        }
        alternative.choices.is_empty() && rules.is_any()
    });
    if !whole_types && !apart {
        return own;
    }
    let mut rules = own;
    let schema = rules.schema;
    rules
        .opaque
        .retain(|rule| !(rule.schema == schema && matches!(rule.kind, OpaqueKind::Not(_))));
    rules.types.value = rules.types.value.without(refused.types());
    rules
}
