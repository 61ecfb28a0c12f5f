//! The flags that others raise together.

use serde_json::Value;

use super::flags::Flag;

/// The flags of an extension that has all others.
pub fn together(extension: &Value) -> Vec<Flag> {
    let raised = |flags: &[&str]| flags.iter().any(|flag| extension[*flag] == true);
    [
        encodings(extension, &raised),
        messages(extension, &raised),
        validation(&raised),
    ]
    .concat()
}

fn encodings(extension: &Value, raised: &dyn Fn(&[&str]) -> bool) -> Vec<Flag> {
    let secured = extension["secured"] == true;
    let decoding = ["queries", "pathList", "headerList", "formed"];
    vec![
        (
            "base64Encoded",
            raised(&["base64Check"]) || secured && raised(&["basic"]),
        ),
        ("urlencoded", raised(&decoding)),
        ("urlencodedParameters", raised(&decoding[..3])),
        ("pairsRead", raised(&["queries", "formed"])),
        (
            "queryDecoded",
            raised(&decoding) || secured && raised(&["queryKeys"]),
        ),
    ]
}

fn messages(extension: &Value, raised: &dyn Fn(&[&str]) -> bool) -> Vec<Flag> {
    let secured = extension["secured"] == true;
    vec![
        ("queryForms", raised(&["queryForm", "querySpread"])),
        ("typedBodies", raised(&["jsonBodies", "formBodies"])),
        ("owned", raised(&["jsonBodies", "rest"])),
        ("rejects", raised(&["answers", "jsonBodies"])),
        ("uriCredentials", secured && raised(&["queryKeys"])),
        (
            "headerRead",
            raised(&["headerKeys"]) || extension["authorization"] != false,
        ),
        ("headersOrCookies", raised(&["headers", "cookies"])),
        ("fieldwise", raised(&["optionals", "nullables", "rest"])),
    ]
}

fn validation(raised: &dyn Fn(&[&str]) -> bool) -> Vec<Flag> {
    let inside = ["fieldCheck", "itemsCheck", "entriesCheck"];
    let used = ["ruleCheck", "presentCheck", "bodiesChecked"];
    vec![
        (
            "inside",
            raised(&inside) || raised(&["chosen", "queryForm"]),
        ),
        ("checkedUsed", raised(&inside) || raised(&used)),
        (
            "onceUsed",
            raised(&["queryOne", "queryList", "headerOne", "cookies"]),
        ),
        ("splitUsed", raised(&["pathList", "queryList", "formed"])),
        (
            "single",
            raised(&["pathOne", "queryOne", "headerOne", "cookies"]),
        ),
        (
            "times",
            raised(&["dateCheck", "dateTimeCheck", "timeCheck"]),
        ),
    ]
}
