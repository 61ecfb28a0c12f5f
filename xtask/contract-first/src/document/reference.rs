use serde_json::Value;

use super::pointer::Pointer;

/// Most references in a row, each to a part that is one itself; published documents have three.
pub const MAX_REFERENCES: usize = 50;

/// Why a `$ref` cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// Nothing of this document stands where it points; the reference.
    Nowhere(String),
    /// It leads back to itself, or through too many others.
    Endless,
}

/// The `$ref` of a part, where it has one.
pub fn reference(part: &Value) -> Option<&str> {
    part.get("$ref")?.as_str()
}

/// What a `$ref` inside the document leads to: perhaps another one.
pub fn target<'d>(document: &'d Value, reference: &str) -> Option<&'d Value> {
    Pointer::of_reference(reference)?.get(document)
}

/// A part itself, or what its `$ref` leads to in the end.
///
/// # Errors
/// It leads nowhere, or has no end.
pub fn resolve<'d>(document: &'d Value, part: &'d Value) -> Result<&'d Value, ReferenceError> {
    let mut part = part;
    for _ in 0..=MAX_REFERENCES {
        let Some(next) = reference(part) else {
            return Ok(part);
        };
        let found = target(document, next);
        part = found.ok_or_else(|| ReferenceError::Nowhere(next.to_owned()))?;
    }
    Err(ReferenceError::Endless)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_followed_to_their_end() {
        let to = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
        let headers = json!({ "A": to("B"), "B": to("C/D"), "C/D": { "in": "x" }, "E~1D": { "in": "x" },
            "Round": to("About"), "About": to("Round"), "Lost": to("None") });
        let document = json!({ "components": { "headers": headers } });
        let part = |name: &str| document["components"]["headers"][name].clone();
        // A key with a slash is no place by its bare name.
        let nowhere = Err(ReferenceError::Nowhere("#/components/headers/C/D".into()));
        assert_eq!(resolve(&document, &part("A")), nowhere);
        let escaped = json!({ "$ref": "#/components/headers/C~1D" });
        assert_eq!(resolve(&document, &escaped), Ok(&part("C/D")));
        assert_eq!(resolve(&document, &part("C/D")), Ok(&part("C/D")));
        let endless = Err(ReferenceError::Endless);
        assert_eq!(resolve(&document, &part("Round")), endless);
        let nowhere = Err(ReferenceError::Nowhere("#/components/headers/None".into()));
        assert_eq!(resolve(&document, &part("Lost")), nowhere);
    }

    #[test]
    fn a_chain_may_have_as_many_links_as_the_lint_allows() {
        let chain = |count: usize| {
            let link = |index: usize| json!({ "$ref": format!("#/{}", index + 1) });
            let mut links: Vec<_> = (0..count).map(link).collect();
            links.push(json!("end"));
            Value::from_iter(links)
        };
        let fits = chain(MAX_REFERENCES);
        assert_eq!(resolve(&fits, &fits[0]), Ok(&json!("end")));
        let long = chain(MAX_REFERENCES + 1);
        assert_eq!(resolve(&long, &long[0]), Err(ReferenceError::Endless));
    }
}
