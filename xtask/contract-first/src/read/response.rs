use serde_json::{Map, Value};

use super::body::content;
use super::operation::Reader;
use super::reference::resolve;
use crate::model::{Direction, Response};

/// The answers of an operation: single statuses, then ranges, then `default`.
pub fn responses(reader: &mut Reader, operation: &Value) -> Vec<Response> {
    let at = reader.at.child("responses");
    let mut answers = Vec::new();
    let listed = operation["responses"].as_object();
    let is_success = |code: &str| code.starts_with('2');
    let any_success = listed
        .into_iter()
        .flat_map(Map::keys)
        .any(|code| is_success(code));
    for (code, described) in listed.into_iter().flatten() {
        let at = at.child(code);
        let Some(described) = resolve(reader.root, described, &at, reader.notes) else {
            continue;
        };
        let Some(statuses) = statuses(code) else {
            continue;
        };
        let name = format!("{} response {code}", reader.id);
        // An answer to HEAD says of its body what GET would send, and has none.
        let content = match reader.method {
            "head" => None,
            _ => content(reader, described, at, &name, Direction::Response),
        };
        let text = described["description"].as_str().unwrap_or_default();
        let answer = |success, statuses| (code.clone(), statuses, success, text.to_owned());
        let (code, statuses, success, text) = answer(is_success(code), statuses);
        // Where no success is documented, `default` is it, too.
        let both = code == "default" && !any_success;
        if both {
            answers.push(Response {
                code: code.clone(),
                statuses: (200, 299),
                success: true,
                content: content.clone(),
                text: text.clone(),
            });
        }
        answers.push(Response {
            code,
            statuses,
            success,
            content,
            text,
        });
    }
    answers.sort_by_key(|answer| answer.statuses.1 - answer.statuses.0);
    answers
}

fn statuses(code: &str) -> Option<(u16, u16)> {
    if code == "default" {
        return Some((100, 599));
    }
    if let Some(class) = code.strip_suffix("XX").or(code.strip_suffix("xx")) {
        let class: u16 = class.parse().ok()?;
        return Some((class * 100, class * 100 + 99));
    }
    code.parse().ok().map(|status| (status, status))
}
