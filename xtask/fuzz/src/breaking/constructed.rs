use serde_json::Value;

use super::choices::Choices;
use super::contract::Usage;
use super::leaf::leaf;
use super::operation::changed;
use super::spelling::respelled;
use super::verdict::compared;
use super::wrap::{Components, wrapped};

/// A contract and a change of it whose meaning is known by how it is made; panics when the comparison says something else. Gives
/// whether the change breaks.
pub fn constructed(input: &[u8]) -> bool {
    let mut choices = Choices::of(input);
    let (old, new, expected) = match choices.once_in(8) {
        true => changed(&mut choices),
        false => of_schema(&mut choices),
    };
    let found = compared(&old, &new).expect("both can be read");
    let word = if expected { "breaking" } else { "safe" };
    assert_eq!(
        found.breaks, expected,
        "{word}, but reported otherwise\nold: {old}\nnew: {new}\nreport: {}",
        found.report
    );
    expected
}

fn of_schema(choices: &mut Choices) -> (Value, Value, bool) {
    let mut components = Components::default();
    let leaf = leaf(choices);
    let pair = wrapped(choices, leaf, &mut components);
    let old = respelled(choices, &pair.old, &mut components.old);
    let new = respelled(choices, &pair.new, &mut components.new);
    let usage = Usage::any(choices);
    let breaks = pair.effect.breaks(usage.writer());
    let old = usage.document(old, components.old);
    let new = usage.document(new, components.new);
    (old, new, breaks)
}
