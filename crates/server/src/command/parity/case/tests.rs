use std::collections::BTreeSet;

use super::*;

/// Nobody sends hundreds of requests to a live service by one command.
const MAX_REQUESTS: usize = 60;

#[test]
fn list_is_valid() {
    let cases = Case::all();
    assert!(
        (30..=MAX_REQUESTS).contains(&cases.len()),
        "{}",
        cases.len()
    );
    let names: BTreeSet<_> = cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), cases.len(), "each has a name of its own");
    for case in &cases {
        assert!(!case.opens_session || case.needs_key(), "{}", case.name);
        let sides = case.intended.iter();
        let mut sides = sides.flat_map(|intended| [&intended.reference, &intended.here]);
        assert!(sides.all(|side| !side.is_empty()), "{}", case.name);
    }
}
