use serde_json::Value;

use crate::text::markdown::code;

/// What a part of a document says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documentation {
    /// Markdown, as the document writes it.
    pub description: String,
    /// An example that is neither an object nor an array.
    pub example: Option<Value>,
}

impl Documentation {
    /// The words about the example.
    pub fn example(&self) -> Option<String> {
        let example = self.example.as_ref()?;
        let text = example.as_str().map(str::to_owned);
        let text = text.unwrap_or_else(|| example.to_string());
        Some(format!("Example: {}", code(&text)))
    }

    /// Description and example in Markdown; empty when the part says nothing.
    pub fn markdown(&self) -> String {
        let parts = [
            self.description.trim().to_owned(),
            self.example().unwrap_or_default(),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn description_and_example_are_apart() {
        for (description, example, markdown) in [
            ("", None, ""),
            (" A key.\n", None, "A key."),
            ("A key.", Some(json!("a`b")), "A key.\n\nExample: ``a`b``"),
            ("", Some(json!(1.0)), "Example: `1.0`"),
        ] {
            let description = description.to_owned();
            let documentation = Documentation {
                description,
                example,
            };
            assert_eq!(documentation.markdown(), markdown);
        }
    }
}
