//! What the document of these tests asks of values beyond their types: of node 0, that `a` needs `b`.

use std::sync::LazyLock;

use serde_json::Value;

use crate::rules::Rules;
use crate::validation::Checked;

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    Rules::new(r#"[{ "objects": { "needs": [["a", ["b"]]] } }]"#, |_, _| {
        None
    })
});

pub(crate) fn check(rule: usize, value: &Value) -> Checked {
    RULES.check(rule, value)
}
