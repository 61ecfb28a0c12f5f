use super::node::Text;
use crate::forms::Node;

impl Node {
    /// One text.
    pub(crate) fn text_of(decoded: &str) -> Self {
        let mut node = Self::default();
        node.add(decoded.to_owned());
        node
    }

    /// A list of texts.
    pub(crate) fn list(items: Vec<String>) -> Self {
        let numbered = items.into_iter().enumerate();
        Self::object(numbered.map(|(index, item)| (index.to_string(), item)))
    }

    /// An object of texts; what is there twice has two.
    pub(crate) fn object(properties: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut node = Self::default();
        for (name, decoded) in properties {
            node.parts.entry(name).or_default().add(decoded);
        }
        node
    }

    fn add(&mut self, decoded: String) {
        let sent = String::new();
        self.texts.push(Text { sent, decoded });
    }
}
