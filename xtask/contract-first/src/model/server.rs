use super::path::{PathPiece, PathSegment};

/// An address where the API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its texts and variables.
    pub pieces: Vec<PathPiece>,
    /// Markdown.
    pub description: String,
    /// In the order of the document.
    pub variables: Vec<ServerVariable>,
}

/// A part of an address that the caller chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the address.
    pub name: String,
    /// Its value where the caller chooses none.
    pub default: String,
    /// The only values; any when there is none. The default is one of them.
    pub values: Vec<String>,
    /// Markdown.
    pub description: String,
}

impl Server {
    /// With an address whose variables stand in braces.
    pub fn new(url: &str, description: String, variables: Vec<ServerVariable>) -> Self {
        Self {
            pieces: PathSegment::of(url).pieces,
            description,
            variables,
        }
    }

    /// As the document writes it.
    pub fn template(&self) -> String {
        self.with(|name| Some(format!("{{{name}}}")))
    }

    /// The address with each variable at its default; one that the document does not describe stays in braces.
    pub fn url(&self) -> String {
        self.with(|name| self.variable(name).map(|variable| variable.default.clone()))
    }

    /// A variable of the address.
    pub fn variable(&self, name: &str) -> Option<&ServerVariable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// Whether it says a host; else it is relative to where the document is.
    pub fn is_absolute(&self) -> bool {
        let url = self.url();
        url.starts_with("https://") || url.starts_with("http://")
    }

    /// Whether its default can be a base URL: nothing stands behind its path, and every variable is described.
    pub fn is_plain(&self) -> bool {
        let plain = |c: char| c.is_ascii_graphic() && !"{}\"<>\\^`|?#".contains(c);
        self.url().chars().all(plain)
    }

    fn with(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Placeholder(name) => value(name).unwrap_or_else(|| format!("{{{name}}}")),
        });
        pieces.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_at_their_defaults() {
        let variable = |name: &str, default: &str| ServerVariable {
            name: name.to_owned(),
            default: default.to_owned(),
            values: Vec::new(),
            description: String::new(),
        };
        let variables = vec![variable("a", "{b}"), variable("b", "x")];
        let server = |url| Server::new(url, String::new(), variables.clone());
        for (url, expected, absolute, plain) in [
            ("https://{b}.example/v1", "https://x.example/v1", true, true),
            ("/v1", "/v1", false, true),
            // What a default holds is no variable.
            ("https://{a}", "https://{b}", true, false),
            ("https://{c}", "https://{c}", true, false),
            ("https://a?b", "https://a?b", true, false),
        ] {
            let server = server(url);
            assert_eq!(
                (server.url().as_str(), server.template().as_str()),
                (expected, url)
            );
            assert_eq!(
                (server.is_absolute(), server.is_plain()),
                (absolute, plain),
                "{url}"
            );
        }
    }
}
