use serde_json::Value;

use super::pointer::Pointer;

/// Most references in a row, each to a part that is one itself; published documents have three.
pub const MAX_REFERENCES: usize = 50;

/// Why a `$ref` cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// Nothing of this document is where it points; the reference.
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

/// A part of the document, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<'d> {
    /// Where it is.
    pub at: Pointer,
    /// What is there.
    pub value: &'d Value,
}

/// The part at a place itself, or what its `$ref` leads to in the end.
///
/// # Errors
/// It leads nowhere, or has no end.
pub fn resolve<'d>(
    document: &'d Value,
    part: &'d Value,
    at: &Pointer,
) -> Result<Located<'d>, ReferenceError> {
    let (mut value, mut at) = (part, at.clone());
    for _ in 0..=MAX_REFERENCES {
        let Some(next) = reference(value) else {
            return Ok(Located { at, value });
        };
        let nowhere = || ReferenceError::Nowhere(next.to_owned());
        at = Pointer::of_reference(next).ok_or_else(nowhere)?;
        value = at.get(document).ok_or_else(nowhere)?;
    }
    Err(ReferenceError::Endless)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The place and value that the part at a place leads to.
    fn resolved(document: &Value, at: &str) -> Result<(String, Value), ReferenceError> {
        let at = Pointer::from(at);
        let part = at.get(document).unwrap();
        let found = resolve(document, part, &at)?;
        Ok((found.at.to_string(), found.value.clone()))
    }

    #[test]
    fn references_are_followed_to_their_end() {
        let to = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
        let headers = json!({ "A": to("B"), "B": to("C/D"), "C/D": { "in": "x" }, "E~1D": { "in": "x" },
            "Escaped": to("C~1D"), "Encoded": to("C%7E1D"),
            "Round": to("About"), "About": to("Round"), "Lost": to("None") });
        let document = json!({ "components": { "headers": headers } });
        let part = |name: &str| resolved(&document, &format!("/components/headers/{name}"));
        // A key with a slash is not a place by its bare name.
        let nowhere = Err(ReferenceError::Nowhere("#/components/headers/C/D".into()));
        assert_eq!(part("A"), nowhere);
        let found = Ok(("/components/headers/C~1D".to_owned(), json!({ "in": "x" })));
        assert_eq!(part("C~1D"), found);
        assert_eq!(part("Escaped"), found);
        assert_eq!(part("Encoded"), found);
        assert_eq!(part("Round"), Err(ReferenceError::Endless));
        let nowhere = Err(ReferenceError::Nowhere("#/components/headers/None".into()));
        assert_eq!(part("Lost"), nowhere);
    }

    #[test]
    fn a_chain_may_have_as_many_links_as_the_lint_allows() {
        let chain = |count: usize| {
            let link = |index: usize| json!({ "$ref": format!("#/{}", index + 1) });
            let mut links: Vec<_> = (0..count).map(link).collect();
            links.push(json!("end"));
            Value::from_iter(links)
        };
        let end = (format!("/{MAX_REFERENCES}"), json!("end"));
        assert_eq!(resolved(&chain(MAX_REFERENCES), "/0"), Ok(end));
        let long = chain(MAX_REFERENCES + 1);
        assert_eq!(resolved(&long, "/0"), Err(ReferenceError::Endless));
    }
}
