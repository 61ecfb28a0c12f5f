use std::collections::HashSet;

use super::*;

#[test]
fn ids_differ_and_are_received() {
    let ids: HashSet<_> = (0..1000)
        .map(|_| SessionId::generate().expect("randomness").0)
        .collect();
    assert_eq!(ids.len(), 1000);
    for id in ids {
        assert!(SessionId::received(&id).is_some(), "{id}");
    }
}
