//! The format of a text: detected by its name, else by its media type, else by how it starts.

use std::path::Path;

/// The forms a published document comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON document.
    Json,
    /// A YAML document.
    Yaml,
    /// A documentation page (Markdown) with the document in a fenced block.
    Page,
    /// A web page: never a document.
    Html,
}

impl Format {
    /// By the name's ending.
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            "md" | "mdx" | "markdown" => Some(Self::Page),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }

    /// By the media type of an HTTP answer; `text/plain` says nothing.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
        match essence.as_str() {
            "text/html" | "application/xhtml+xml" => Some(Self::Html),
            "text/markdown" => Some(Self::Page),
            kind if kind.ends_with("/json") || kind.ends_with("+json") => Some(Self::Json),
            kind if kind.contains("yaml") => Some(Self::Yaml),
            _ => None,
        }
    }

    /// By the text itself.
    pub fn of_text(text: &str) -> Self {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let lower: String = start
            .chars()
            .take(15)
            .collect::<String>()
            .to_ascii_lowercase();
        if start.starts_with('{') {
            Self::Json
        } else if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
            Self::Html
        } else if text
            .lines()
            .take_while(|line| !is_fence(line))
            .any(names_a_document)
        {
            Self::Yaml
        } else {
            Self::Page
        }
    }
}

/// Whether a line says `openapi:` or `swagger:` at its very beginning.
pub fn names_a_document(line: &str) -> bool {
    ["openapi", "swagger"].iter().any(|key| {
        let bare = line.strip_prefix(key);
        let rest = bare.or_else(|| {
            let quoted = line.strip_prefix(['"', '\''])?.strip_prefix(key)?;
            quoted.strip_prefix(['"', '\''])
        });
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_by_its_ending() {
        for (name, expected) in [
            ("a.json", Some(Format::Json)),
            ("a/b.JSON", Some(Format::Json)),
            ("a.yaml", Some(Format::Yaml)),
            ("a.b.yml", Some(Format::Yaml)),
            ("https://host/page.mdx", Some(Format::Page)),
            ("a.htm", Some(Format::Html)),
            ("a.txt", None),
            ("json", None),
            (".json", None),
            ("a.json/b", None),
        ] {
            assert_eq!(Format::of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn a_media_type_tells_unless_it_is_any_text() {
        for (media_type, expected) in [
            ("application/json", Some(Format::Json)),
            ("Application/JSON; charset=utf-8", Some(Format::Json)),
            (
                "application/vnd.oai.openapi+json;version=3.0",
                Some(Format::Json),
            ),
            ("application/x-yaml", Some(Format::Yaml)),
            ("application/vnd.oai.openapi", None),
            ("text/markdown", Some(Format::Page)),
            ("text/html;charset=utf-8", Some(Format::Html)),
            ("application/xhtml+xml", Some(Format::Html)),
            ("text/plain", None),
            ("", None),
        ] {
            assert_eq!(Format::of_media_type(media_type), expected, "{media_type}");
        }
    }

    #[test]
    fn a_text_tells_by_how_it_begins() {
        for (text, expected) in [
            ("{}", Format::Json),
            ("\u{feff} \n{\"openapi\": 1}", Format::Json),
            ("openapi: 3.1.0", Format::Yaml),
            ("# A comment\n'openapi' : 3.1.0", Format::Yaml),
            ("info: {}\nswagger: '2.0'", Format::Yaml),
            ("<!DOCTYPE html><p>", Format::Html),
            ("<HTML>", Format::Html),
            ("# Title\n```yaml\nopenapi: 3.1.0\n```", Format::Page),
            ("info:\n  openapi: 3.1.0", Format::Page),
            ("openapis: 3", Format::Page),
            ("", Format::Page),
        ] {
            assert_eq!(Format::of_text(text), expected, "{text}");
        }
    }
}
